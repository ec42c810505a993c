import { sessionIdOf } from '../database/session-rows';
import { PERSONAL_TOKENS, createPersonalToken } from '../people/personal-tokens';
import { otherDevice, SESSIONS } from '../people/account';
import { Visitor } from '../people/visitor';
import { createTask, TASKS } from '../tasks/tasks';

/** Makes one row that says `text` where it can say anything; resolves to its id. */
type MakeRow = (visitor: Visitor, text: string) => Promise<string>;

/**
 * How a row is made in each collection of the document that has addresses with an id. The isolation of people is tested
 * with them, and fails for a collection that is missing here.
 */
export const OWNED_ROWS: Readonly<Record<string, MakeRow>> = {
  [TASKS]: async (visitor, text) => {
    const { id } = await createTask(visitor, { title: text, description: text, tags: [text] });
    return id;
  },
  [`${TASKS}/trash`]: async (visitor, text) => {
    const { id } = await createTask(visitor, { title: text });
    await visitor.send('DELETE', `${TASKS}/${id}`);
    return id;
  },
  [`${TASKS}/imports`]: async (visitor, text) => {
    const body = JSON.stringify({ format: 'taskward-tasks', version: 1, tasks: [{ title: text }] });
    const headers = { 'content-type': 'application/json' };
    return (await visitor.send('POST', `${TASKS}/import`, { body, headers })).body.id as string;
  },
  [SESSIONS]: async (visitor) => {
    const device = await otherDevice({ visitor: () => new Visitor(visitor.url) }, visitor);
    return sessionIdOf(device.refreshToken);
  },
  [PERSONAL_TOKENS]: async (visitor) => (await createPersonalToken(visitor)).id,
};
