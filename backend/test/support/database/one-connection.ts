import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Visitor } from '../people/visitor';

export interface UserLimit {
  /** Requests that are left in this window. */
  readonly rest: number;
  /** Until the next one. */
  readonly seconds: number;
}

/** A connection that stays open, for one request after the other. */
export class OneConnection {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly visitor: Visitor) {}

  /** What an answer, which has to be 200, tells of the limit of the person. */
  async readLimit(path: string): Promise<UserLimit> {
    const headers = { authorization: `Bearer ${this.visitor.accessToken}` };
    const sent = request(this.visitor.url + path, { agent: this.agent, headers }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await once(answer.resume(), 'end');
    expect(answer.statusCode).toBe(200);
    const [, rest, seconds] = /^"user";r=(\d+);t=(\d+)$/.exec(String(answer.headers.ratelimit)) ?? [];
    return { rest: Number(rest), seconds: Number(seconds) };
  }

  end(): void {
    this.agent.destroy();
  }
}
