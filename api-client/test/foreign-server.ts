import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly lastEventId: string | undefined;
}

type Answer = (response: ServerResponse) => void;

/** What can stand between a client and Taskward: a server that gives the answers it was told, one after the other. */
export class ForeignServer {
  readonly received: Received[] = [];
  private answers: Answer[] = [];
  private readonly server: Server = createServer(({ method = '', url = '', headers }, response) => {
    this.received.push({ method, url, lastEventId: headers['last-event-id']?.toString() });
    this.answers.shift()?.(response);
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  willAnswer(...answers: Answer[]): void {
    this.received.length = 0;
    this.answers = answers;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const answer =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);

/** Sends the beginning of an answer, then breaks the connection. */
export const breakAfter =
  (type: string, body: string): Answer =>
  (response) =>
    response.writeHead(200, { 'content-type': type }).write(body, () => response.destroy());
