import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENCE } from '../time/patience';
import { type Answer, Visitor } from './visitor';

/** Milliseconds between two attempts: a client of a test has no time to wait as long as `Retry-After` says. */
const PAUSE = 50;

/** From a balancer whose server is gone, or from a server whose database is; or the first attempt is not over. */
const NOT_NOW = new Set([502, 503, 504, 409]);

/** A client as it should be: asks again until it is answered, and renews its access when that has expired. */
export class PatientVisitor extends Visitor {
  /** Attempts that came to nothing so far. */
  failures = 0;
  /** Renewals of the access so far. */
  renewals = 0;
  /** Whether an attempt to renew it got no answer: nobody knows when, or whether, it is still done. */
  hasLostRenewal = false;

  /**
   * The answer to a request that may be sent several times.
   * @throws Error when a renewal is refused: the person is signed out.
   */
  async persist(...request: Parameters<Visitor['send']>): Promise<Answer> {
    const answer = await this.untilAnswered(() => this.send(...request));
    if (answer.status !== 401) {
      return answer;
    }
    await this.renew(answer);
    return this.persist(...request);
  }

  private async renew({ body }: Answer): Promise<void> {
    const isCurable = body.code === 'TOKEN_EXPIRED' || body.code === 'TOKEN_INVALID';
    const { failures } = this;
    const answer = isCurable && (await this.untilAnswered(() => this.refresh()));
    this.hasLostRenewal ||= this.failures > failures;
    if (!answer || answer.status !== 200) {
      throw new Error(`Signed out: ${String(body.code)}, ${answer && answer.text}`);
    }
    this.renewals += 1;
  }

  private async untilAnswered(send: () => Promise<Answer>): Promise<Answer> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      const answer = await send().catch(() => undefined);
      if (answer && !NOT_NOW.has(answer.status)) {
        return answer;
      }
      if (performance.now() > deadline) {
        throw new Error(`No answer: ${answer?.text}`);
      }
      this.failures += 1;
      await sleep(PAUSE);
    }
  }
}
