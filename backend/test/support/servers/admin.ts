import { Readable, Writable } from 'node:stream';
import { runAdmin } from '../../../src/operations/admin/run-admin';

export interface AdminRun {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a command of the administrator; `input` is what comes from standard input. */
export async function admin(environment: NodeJS.ProcessEnv, args: string[], input = ''): Promise<AdminRun> {
  const [output, errors] = [collect(), collect()];
  const terminal = { input: Readable.from([input]), output: output.stream, errors: errors.stream };
  const code = await runAdmin(environment, args, terminal);
  return { code, output: output.text(), errors: errors.text() };
}

function collect(): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}
