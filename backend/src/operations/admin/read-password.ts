import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { AdminError, type Terminal } from './admin-command';

/**
 * Reads a password from standard input, without its line end; at a terminal it is prompted for twice and not echoed.
 * Never an argument: those appear in the shell's history and in the process list.
 * @throws AdminError when the two differ, or are empty.
 */
export async function readPassword(terminal: Terminal): Promise<string> {
  const password = terminal.input.isTTY
    ? await askTwice(terminal)
    : (await text(terminal.input)).replace(/\r?\n$/, '');
  if (password === '') {
    throw new AdminError('No password was given. Type one, or send it to standard input.');
  }
  return password;
}

async function askTwice({ input, errors }: Terminal): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  try {
    const ask = async (question: string): Promise<string> => {
      errors.write(question);
      const answer = await lines.question('');
      errors.write('\n');
      return answer;
    };
    const password = await ask('Password: ');
    if ((await ask('The same again: ')) !== password) {
      throw new AdminError('The two passwords differ.');
    }
    return password;
  } finally {
    lines.close();
  }
}
