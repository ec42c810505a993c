import autocannon from 'autocannon';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient, type HttpRequest } from './http-client.ts';
import { quantile } from '../statistics.ts';

export const CONNECTIONS = 50;

/** The result of a load test. Latencies are in milliseconds. */
export interface Load {
  readonly requests: number;
  /** Responses per second. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

/** Closed loop at full load: every connection sends its next request on a response. For throughput. */
export async function closedLoad(url: string, options: ClosedLoadOptions): Promise<Load> {
  const latencies: number[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>();
  const { seconds: duration, ...rest } = options;
  const instance = autocannon({ url, connections: CONNECTIONS, duration, ...rest }, (error, result) =>
    error ? reject(error as Error) : resolve(result),
  );
  instance.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  const result = await promise;
  const failed = result.non2xx + result.errors + result.mismatches;
  if (failed > 0) {
    throw new Error(`${failed} of ${latencies.length} requests to ${url} failed`);
  }
  return describe(latencies, result.duration);
}

type ClosedLoadOptions = Partial<autocannon.Options> & { seconds: number };

/**
 * Open loop: a fixed rate of requests, regardless of responses, like independent users. For latencies, measured from
 * when a request was due.
 * @param requests sent in rotation.
 */
export async function openLoad(
  url: string,
  requests: HttpRequest | readonly HttpRequest[],
  options: OpenLoadOptions,
): Promise<OpenLoad> {
  const { rate, seconds } = options;
  const turns = [requests].flat();
  const client = new HttpClient(url, CONNECTIONS);
  const start = performance.now();
  const elapsed = (): number => performance.now() - start;
  const sent: Promise<Answered>[] = [];
  while (elapsed() < seconds * 1_000) {
    for (let due = (elapsed() * rate) / 1_000; sent.length < due;) {
      const dueAt = (sent.length * 1_000) / rate;
      const answer = client.send(turns[sent.length % turns.length]!);
      sent.push(answer.then(({ status }) => ({ status, milliseconds: elapsed() - dueAt })));
    }
    await sleep(1);
  }
  const answers = await Promise.all(sent);
  client.close();
  const unavailable = answers.filter(({ status }) => status === 503).length;
  const failed = answers.find(({ status }) => status !== 503 && (status < 200 || status > 299));
  if (failed) {
    throw new Error(`A request to ${url} was answered ${failed.status}`);
  }
  const latencies = answers.map(({ milliseconds }) => milliseconds);
  return { ...describe(latencies, elapsed() / 1_000), unavailable };
}

interface Answered {
  readonly status: number;
  readonly milliseconds: number;
}

export interface OpenLoad extends Load {
  /** Number of 503 responses. */
  readonly unavailable: number;
}

interface OpenLoadOptions {
  /** Requests per second. */
  readonly rate: number;
  readonly seconds: number;
}

function describe(latencies: number[], seconds: number): Load {
  return {
    requests: latencies.length,
    rate: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}
