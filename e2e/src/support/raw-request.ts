import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface RawAnswer {
  status: number;
  body: string;
}

/** Asks for a path exactly as it is spelt; a browser and `fetch` would tidy up its dots first. */
export function getRaw(server: string, path: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(server);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, agent: false }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode!, body }), reject);
    })
      .on('error', reject)
      .end();
  });
}
