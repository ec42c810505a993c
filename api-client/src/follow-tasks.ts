import type { TaskwardClient } from './client.js';
import { eventsOf } from './event-stream.js';
import { ProblemError, UnexpectedAnswerError } from './problem.js';
import { pause, retryAfterOf } from './retry-after.js';
import type { components } from './schema.js';

export interface FollowOptions {
  /** `id` of the last news that arrived; without it, from now on. */
  readonly lastEventId?: string | undefined;
  /** Ends the stream, without an error. */
  readonly signal?: AbortSignal | undefined;
}

export interface TaskNews {
  /** For `lastEventId`, or for `since` of the changes. */
  readonly id: string;
  readonly event: components['schemas']['TaskEvent'];
}

/** How far the news have come. */
interface Place {
  id: string | undefined;
  /** Milliseconds to wait before coming back. */
  wait: number;
}

/** Answers after which coming back can help. */
const PASSING = [408, 429, 500, 502, 503, 504];

/**
 * What happens to tasks, as it happens. A connection that breaks is made again where it broke off, so that no news is
 * missed; that goes on until the signal is aborted, the loop is left, or the server refuses for good.
 * @throws ProblemError such as 401 when the token has expired, and whatever prevents the first connection
 */
export async function* followTasks(
  client: TaskwardClient,
  { lastEventId, signal }: FollowOptions = {},
): AsyncGenerator<TaskNews, void, undefined> {
  const place: Place = { id: lastEventId, wait: 2_000 };
  try {
    for (
      let stream = await connect(client, place, signal);
      ;
      stream = await reconnect(client, place, signal)
    ) {
      yield* newsOf(stream, place);
    }
  } catch (error) {
    if (!signal?.aborted) {
      throw error;
    }
  }
}

async function* newsOf(
  stream: ReadableStream<Uint8Array>,
  place: Place,
): AsyncGenerator<TaskNews, void, undefined> {
  try {
    for await (const { event, id, retry, data } of eventsOf(stream)) {
      place.id = id ?? place.id;
      place.wait = retry && /^\d+$/.test(retry) ? Number(retry) : place.wait;
      if (event === 'task' && data !== undefined && place.id !== undefined) {
        yield { id: place.id, event: JSON.parse(data) as TaskNews['event'] };
      }
    }
  } catch (error) {
    if (!isPassing(error)) {
      throw error;
    }
  }
}

async function connect(
  client: TaskwardClient,
  { id }: Place,
  signal: AbortSignal | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const { data, error, response } = await client.GET('/api/v1/tasks/events', {
    params: { header: id === undefined ? {} : { 'Last-Event-ID': id } },
    parseAs: 'stream',
    ...(signal && { signal }),
  });
  if (error) {
    throw new ProblemError(error, response);
  }
  return data as ReadableStream<Uint8Array>;
}

async function reconnect(
  client: TaskwardClient,
  place: Place,
  signal: AbortSignal | undefined,
): Promise<ReadableStream<Uint8Array>> {
  for (let { wait } = place; ;) {
    await pause(wait, signal);
    try {
      return await connect(client, place, signal);
    } catch (error) {
      if (!isPassing(error)) {
        throw error;
      }
      wait = Math.max(place.wait, (isAnswer(error) ? retryAfterOf(error.response) : undefined) ?? 0);
    }
  }
}

/** `fetch` says by a TypeError, of whatever realm, that there was no connection, or that it broke. */
function isPassing(error: unknown): boolean {
  return isAnswer(error)
    ? PASSING.includes(error.response.status)
    : (error as Error | undefined)?.name === 'TypeError';
}

function isAnswer(error: unknown): error is ProblemError | UnexpectedAnswerError {
  return error instanceof ProblemError || error instanceof UnexpectedAnswerError;
}
