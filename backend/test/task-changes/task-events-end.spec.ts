import type { IncomingMessage } from 'node:http';
import { TaskStreamsService } from '../../src/tasks/changes/task-streams.service';
import { endOutage, startOutage } from '../support/database/outage';
import { sessionIdOf } from '../support/database/session-rows';
import { PERSONAL_TOKENS, createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import { otherDevice } from '../support/people/account';
import { ENDINGS } from '../support/people/endings';
import { forgeToken } from '../support/people/forged-token';
import type { Visitor } from '../support/people/visitor';
import { EventReader, followEvents, requestEvents } from '../support/requests/event-reader';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask } from '../support/tasks/tasks';

describe('A stream of events on another server', () => {
  let one: TestApp;
  let two: Awaited<ReturnType<typeof startServerOn>>;
  let person: Visitor;
  let phone: Visitor;

  beforeAll(async () => {
    one = await startTestApp();
    two = await startServerOn(one.database);
  });

  afterAll(async () => {
    await two.app.close();
    await one.stop();
  });

  beforeEach(async () => {
    person = one.visitor();
    await person.register();
    phone = await otherDevice(one, person);
  });

  /** The same browser, by way of the other server. */
  const elsewhere = (visitor: Visitor): Visitor => Object.assign(visitor.clone(), { url: two.url });
  const sql = (statement: string, id: string) => one.database.owner.query(statement, [id]);
  const phoneId = () => sessionIdOf(phone.refreshToken);
  const beat = () => two.app.get(TaskStreamsService).beat();

  /** A stream that has told about a task, so that it is known to be under way. */
  async function follow(visitor: Visitor): Promise<EventReader> {
    const reader = await followEvents(elsewhere(visitor));
    const { id } = await createTask(person);
    expect(await reader.next()).toMatchObject({ id });
    return reader;
  }

  it.each(ENDINGS)('ends with %s', async (_name, end) => {
    const reader = await follow(phone);
    await end({ person, phone, owner: one.database.owner });
    expect((await reader.rest()).filter(({ data }) => data !== undefined)).toEqual([]);
  });

  it('ends with a token that is revoked', async () => {
    const { id, token } = await createPersonalToken(person, { scopes: ['tasks:read'] });
    const reader = await follow(scriptWith(one, token));
    expect((await person.send('DELETE', `${PERSONAL_TOKENS}/${id}`)).status).toBe(204);
    await reader.rest();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['idle', () => sql('UPDATE sessions SET idle_expires_at = now() WHERE id = $1', phoneId())],
    ['absolute', () => sql('UPDATE sessions SET absolute_expires_at = now() WHERE id = $1', phoneId())],
  ])('ends with the next beat after the %s end of the session', async (_name, end) => {
    const reader = await follow(phone);
    await end();
    await beat();
    await reader.rest();
  });

  it('ends with the next beat after a personal access token has expired', async () => {
    const { id, token } = await createPersonalToken(person, { scopes: ['tasks:read'] });
    const reader = await follow(scriptWith(one, token));
    await sql('UPDATE access_tokens SET expires_at = now() WHERE id = $1', id);
    await beat();
    await reader.rest();
  });

  it('tells nothing more once the session has ended, even if nobody tells that it has', async () => {
    const reader = await follow(phone);
    await sql('UPDATE sessions SET idle_expires_at = now() WHERE id = $1', phoneId());
    await createTask(person);
    expect((await reader.rest()).filter(({ data }) => data !== undefined)).toEqual([]);
  });

  it('goes on when another session of the person ends', async () => {
    const reader = await follow(person);
    await phone.logout();
    const { id } = await createTask(person);
    expect(await reader.next()).toMatchObject({ id });
    reader.close();
  });

  it('goes on when the session is renewed', async () => {
    const reader = await follow(person);
    await sql(`UPDATE sessions SET rotated_at = now() - interval '1 h' WHERE user_id = $1`, person.userId);
    expect((await person.refresh()).status).toBe(200);
    const { id } = await createTask(person);
    expect(await reader.next()).toMatchObject({ id });
    reader.close();
  });

  it('goes on after the database was lost, and misses nothing', async () => {
    const reader = await follow(person);
    await startOutage(one.database);
    const [task] = await one.database.owner.query<[{ id: string }]>(
      `WITH feed AS (UPDATE task_feeds SET position = position + 1 WHERE owner_id = $1 RETURNING position)
       INSERT INTO tasks (id, owner_id, title, change_position)
       SELECT gen_random_uuid(), $1, 'meanwhile', position FROM feed RETURNING id`,
      [person.userId],
    );
    await beat();
    await endOutage(one.database);
    expect(await reader.next()).toMatchObject({ id: task.id });
    const next = await persistently(person);
    expect(await reader.next()).toMatchObject({ id: next });
    reader.close();
  });
});

describe('A stream of events', () => {
  it('ends when the access token expires', async () => {
    const app = await startTestApp();
    const person = app.visitor();
    await person.register();
    const reader = new EventReader(await followBriefly(person, app.database.environment.JWT_SECRETS ?? ''));
    expect((await reader.rest()).map(Object.keys)).toEqual([['retry', 'id']]);
    expect((await requestEvents(person)).statusCode).toBe(401);
    await app.stop();
  });

  it('ends when the server stops, and does not keep it from stopping', async () => {
    const app = await startTestApp();
    const person = app.visitor();
    await person.register();
    const readers = [await followEvents(person), await followEvents(person)];
    const stuck = await requestEvents(person);
    stuck.pause();
    await app.stop();
    for (const reader of readers) {
      await reader.rest();
    }
    stuck.destroy();
  });
});

/** With an access token that expires soon, as soon as this machine is in time with one. */
async function followBriefly(person: Visitor, key: string): Promise<IncomingMessage> {
  for (let lifetime = 2; ; lifetime *= 2) {
    const exp = Math.floor(Date.now() / 1_000) + lifetime;
    person.accessToken = forgeToken(person.accessToken ?? '', key, { claims: { exp } });
    const response = await requestEvents(person);
    if (response.statusCode === 200) {
      return response;
    }
    response.destroy();
  }
}

/** Makes a task as soon as the server has found out that the database is back; resolves to its id. */
async function persistently(person: Visitor): Promise<string> {
  for (;;) {
    const { status, body } = await person.send('POST', '/api/v1/tasks', { body: { title: 'afterwards' } });
    if (status === 201) {
      return body.id as string;
    }
  }
}
