/**
 * The program that keeps the server processes which specs share, for as long as Jest runs. The global setup starts it
 * and SIGTERM ends it, with all servers; specs ask it over HTTP, by `sharedServer()`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { ServerProcess } from './server-process';

/** By a name; with an environment when it is to be started. */
export interface ServerRequest {
  readonly name: string;
  readonly environment?: NodeJS.ProcessEnv;
}

export interface ServerAnswer {
  readonly url: string;
  readonly environment: NodeJS.ProcessEnv;
}

const servers = new Map<string, { readonly process: ServerProcess; readonly answer: ServerAnswer }>();
/** Of servers that ended in another way than they were told to. */
const mishaps: string[] = [];
let isStopping = false;

async function find({ name, environment }: ServerRequest): Promise<ServerAnswer | undefined> {
  return servers.get(name)?.answer ?? (environment && (await start(name, environment)));
}

async function start(name: string, environment: NodeJS.ProcessEnv): Promise<ServerAnswer> {
  const server = await ServerProcess.start(environment);
  await server.ready();
  const answer = { url: server.url, environment };
  servers.set(name, { process: server, answer });
  void server.ending.then(({ code, stderr }) => {
    servers.delete(name);
    if (!isStopping || code !== 0 || stderr !== '') {
      mishaps.push(`Ended with ${code}: ${name}\n${stderr}`);
    }
  });
  return answer;
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  json(request)
    .then((wanted) => find(wanted as ServerRequest))
    .then(
      (answer) => response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? {})),
      (error: Error) => response.writeHead(500).end(error.message),
    );
}

// Whoever asks may be busy for long between two questions: a connection that ended meanwhile would break the next.
const listener = createServer({ keepAliveTimeout: 0 }, serve).listen(0, '127.0.0.1', () => {
  const { port } = listener.address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${port}`);
});

async function stop(): Promise<void> {
  isStopping = true;
  const processes = [...servers.values()].map((each) => each.process);
  processes.forEach((each) => each.kill('SIGTERM'));
  await Promise.all(processes.map(({ ending }) => ending));
  process.stderr.write(mishaps.join(''));
  process.exit(mishaps.length > 0 ? 1 : 0);
}

// Ctrl-C reaches the whole process group; Jest, which hears it too, says when it is over, or is gone.
process.on('SIGINT', () => undefined);
process.once('SIGTERM', () => void stop());
process.once('disconnect', () => void stop());
