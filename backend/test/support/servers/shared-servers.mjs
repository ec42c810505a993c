import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Starts the keeper of the servers that specs share (server-keeper.ts). */
export async function keepServers() {
  const keeper = fork(fileOf('server-keeper.ts'), {
    execArgv: ['--require', fileOf('preload/compile-typescript.js')],
  });
  const exited = once(keeper, 'exit');
  const [url] = await once(keeper, 'message');
  const stop = async () => {
    keeper.kill('SIGTERM');
    const [code] = await exited;
    if (code !== 0) {
      throw new Error('A server that specs share did not end as it should: see above.');
    }
  };
  return { url, stop };
}
