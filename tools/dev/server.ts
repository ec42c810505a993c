/** The server under `npm run dev`: restarted by Node whenever one of the builds has written something. */
import { loadServerPart } from '../product/built-server.ts';
import { runCommand } from '../run-command.ts';
import { untilAborted } from '../until-aborted.ts';

await runCommand(async (signal) => {
  const { migrate } = await loadServerPart('platform/schema/migrate');
  const { serve } = await loadServerPart('serve');
  await migrate(process.env);
  const server = await serve(process.env);
  console.log(`Taskward is ready: ${server.url}`);
  await Promise.race([untilAborted(signal), server.failure]);
  await server.stop();
});
