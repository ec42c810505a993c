import type { FastifyInstance, FastifyReply } from 'fastify';
import { TimeSlice } from './time-slice';

/** Members that hold lists in responses: pages have items, bulk actions have results. */
const LISTS = ['items', 'results'] as const;

/** Members of a response, of which the list is written first. */
interface ItemList {
  readonly name: (typeof LISTS)[number];
  readonly items: readonly unknown[];
  readonly rest: object;
}

/** `JSON.stringify` costs about as much per call as a short item; five long items still fit into a time slice. */
const AT_ONCE = 5;
/** Minimum length in characters at which text is sent as bytes: Node takes ten times as long to send it as text. */
const LONG = 65_536;

const encoder = new TextEncoder();

/**
 * Serialises lists as JSON without blocking the event loop: long texts can take tens of milliseconds. Yields after
 * every few items if its time slice is over.
 */
export function serializeListsInSlices(server: FastifyInstance): void {
  server.addHook('preSerialization', (_request, reply, payload, done) => {
    const list = findList(payload);
    if (!list) {
      done(null, payload);
      return;
    }
    void reply.serializer(asItIs);
    const pieces = piecesOf(list);
    const slice = new TimeSlice();
    const written: string[] = [];
    if (writeUntilOver(pieces, written, slice)) {
      done(null, bodyOf(written));
    } else {
      writeRest(pieces, written, slice, reply).then(() => done(null, bodyOf(written)), done);
    }
  });
}

function findList(payload: unknown): ItemList | undefined {
  if (typeof payload !== 'object' || payload === null) {
    return undefined;
  }
  const members = payload as Readonly<Record<string, unknown>>;
  const name = LISTS.find((each) => Array.isArray(members[each]));
  if (name === undefined) {
    return undefined;
  }
  const { [name]: items, ...rest } = members;
  return { name, items: items as readonly unknown[], rest };
}

/** Fastify sends text and bytes alike. */
const asItIs = (body: unknown): string => body as string;

function* piecesOf({ name, items, rest }: ItemList): Generator<string, undefined> {
  let separator = `{"${name}":[`;
  for (let index = 0; index < items.length; index += AT_ONCE) {
    yield separator + JSON.stringify(items.slice(index, index + AT_ONCE)).slice(1, -1);
    separator = ',';
  }
  const others = JSON.stringify(rest).slice(1);
  yield `${items.length === 0 ? separator : ''}]${others === '}' ? others : `,${others}`}`;
}

/** @returns whether everything has been written. */
function writeUntilOver(pieces: Iterator<string, undefined>, written: string[], slice: TimeSlice): boolean {
  while (!slice.isOver) {
    const { done, value } = pieces.next();
    if (done) {
      return true;
    }
    written.push(value);
  }
  return false;
}

/** Stops when the client has disconnected. */
async function writeRest(
  pieces: Iterator<string, undefined>,
  written: string[],
  slice: TimeSlice,
  { raw }: FastifyReply,
): Promise<void> {
  do {
    await slice.renew();
  } while (!raw.destroyed && !writeUntilOver(pieces, written, slice));
}

function bodyOf(pieces: readonly string[]): string | Buffer {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return length < LONG ? pieces.join('') : Buffer.concat(pieces.map((piece) => encoder.encode(piece)));
}
