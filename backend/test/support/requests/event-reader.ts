import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { TaskEventDto } from '../../../src/tasks/changes/dto/task-event.dto';
import type { Visitor } from '../people/visitor';
import { TASKS } from '../tasks/tasks';
import { PATIENCE } from '../time/patience';

export const EVENTS = `${TASKS}/events`;

/** A block of the stream, field by field; a comment has the field `''`. */
type Block = Partial<Record<string, string>>;

/** An event about a task, with the cursor that it came with. */
export type ReceivedEvent = TaskEventDto & { cursor: string };

/** Somebody who follows the stream of events, over a connection of its own. */
export class EventReader {
  private readonly blocks: AsyncGenerator<Block>;

  constructor(readonly response: IncomingMessage) {
    this.blocks = blocksOf(response);
  }

  /** The next event; comments and greetings are passed over. */
  async next(): Promise<ReceivedEvent> {
    const { data = '', id = '' } = await this.nextBlock((block) => block.data !== undefined);
    return { ...(JSON.parse(data) as TaskEventDto), cursor: id };
  }

  async take(count: number): Promise<ReceivedEvent[]> {
    const events: ReceivedEvent[] = [];
    while (events.length < count) {
      events.push(await this.next());
    }
    return events;
  }

  /** @throws Error when the stream ends before there is one, or none comes. */
  async nextBlock(fits: (block: Block) => boolean = () => true): Promise<Block> {
    for (;;) {
      const { value, done } = await patiently(this.blocks.next());
      if (done) {
        throw new Error('The stream has ended');
      }
      if (fits(value)) {
        return value;
      }
    }
  }

  /** What still comes until the server ends the stream. */
  async rest(): Promise<Block[]> {
    const blocks: Block[] = [];
    for (;;) {
      const { value, done } = await patiently(this.blocks.next());
      if (done) {
        return blocks;
      }
      blocks.push(value);
    }
  }

  close(): void {
    this.response.destroy();
  }
}

export function requestEvents(
  { url, accessToken }: Visitor,
  headers: Record<string, string> = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { agent: false, headers: { authorization: `Bearer ${accessToken}`, ...headers } };
    get(url + EVENTS, options, resolve).on('error', reject);
  });
}

/** @param lastEventId where an earlier stream broke off. */
export async function followEvents(visitor: Visitor, lastEventId?: string): Promise<EventReader> {
  const response = await requestEvents(visitor, lastEventId ? { 'last-event-id': lastEventId } : {});
  expect(response.statusCode).toBe(200);
  return new EventReader(response);
}

async function* blocksOf(response: IncomingMessage): AsyncGenerator<Block> {
  let block: Block = {};
  for await (const line of createInterface(response)) {
    if (line === '') {
      yield block;
      block = {};
    } else {
      const [, name = '', value = ''] = /^([^:]*): ?(.*)$/.exec(line) ?? [];
      block[name] = value;
    }
  }
}

function patiently<T>(promise: Promise<T>): Promise<T> {
  const { promise: lost, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('Nothing came')), PATIENCE);
  return Promise.race([promise, lost]).finally(() => clearTimeout(timer));
}
