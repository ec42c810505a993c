import { quantile } from '../statistics.ts';
import { CrowdMember } from './crowd-member.ts';
import { HttpClient } from './http-client.ts';

/** What a time with many people showed. Latencies are in milliseconds. */
export interface CrowdLoad {
  readonly requests: number;
  /** Answers a second. */
  readonly rate: number;
  readonly renewals: number;
  readonly p50: number;
  readonly p99: number;
  readonly renewalP99: number;
  /** Answers that say that somebody is not, or no longer, signed in. */
  readonly refusals: number;
  /** Every other answer that was not expected, and requests without an answer. */
  readonly errors: number;
}

/** Many people at once, each at their own pace, by way of all servers in turns. */
export class Crowd {
  readonly #clients: HttpClient[];
  readonly #members: CrowdMember[];

  /** @param refreshTokens one for each member. */
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
