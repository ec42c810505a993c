import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Visitor } from './visitor';

/** A connection that stays open, for one request after the other. */
export class OneConnection {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly visitor: Visitor) {}

  /** The status of an answer. */
  async read(path: string): Promise<number | undefined> {
    const headers = { authorization: `Bearer ${this.visitor.accessToken}` };
    const sent = request(this.visitor.url + path, { agent: this.agent, headers }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await once(answer.resume(), 'end');
    return answer.statusCode;
  }

  end(): void {
    this.agent.destroy();
  }
}
