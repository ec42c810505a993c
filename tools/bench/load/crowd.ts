import { quantile } from '../statistics.ts';
import { CrowdMember } from './crowd-member.ts';
import { HttpClient } from './http-client.ts';

/** The result of a load test with many people. Latencies are in milliseconds. */
export interface CrowdLoad {
  readonly requests: number;
  /** Responses per second. */
  readonly rate: number;
  readonly renewals: number;
  readonly p50: number;
  readonly p99: number;
  readonly renewalP99: number;
  /** Responses that report a missing or ended session. */
  readonly refusals: number;
  /** All other unexpected responses, and requests without a response. */
  readonly errors: number;
}

/** Many concurrent people, each at their own pace, spread across all servers. */
export class Crowd {
  readonly #clients: HttpClient[];
  readonly #members: CrowdMember[];

  /** @param refreshTokens one per member. */
  constructor(urls: string[], refreshTokens: string[]) {
    this.#clients = urls.map((url) => new HttpClient(url, refreshTokens.length));
    this.#members = refreshTokens.map((token) => new CrowdMember(this.#clients, token));
  }

  async work(seconds: number): Promise<CrowdLoad> {
    const deadline = performance.now() + seconds * 1_000;
    const exchanges = (await Promise.all(this.#members.map((member) => member.work(deadline)))).flat();
    const renewals = exchanges.filter(({ isRenewal }) => isRenewal);
    const refusals = exchanges.filter(({ status }) => status === 401 || status === 403).length;
    const latencies = exchanges.map(({ milliseconds }) => milliseconds);
    return {
      requests: exchanges.length,
      rate: exchanges.length / seconds,
      renewals: renewals.length,
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      renewalP99: quantile(
        renewals.map(({ milliseconds }) => milliseconds),
        0.99,
      ),
      refusals,
      errors: exchanges.filter(({ isExpected }) => !isExpected).length - refusals,
    };
  }

  close(): void {
    this.#clients.forEach((client) => client.close());
  }
}
