import { Password } from '../../identity/passwords/password.decorator';
import { AccountsService } from './accounts.service';
import type { AdminCommand } from './admin-command';
import { administrator, inAdminContext } from './admin-context';
import { readFields } from './command-values';
import { randomPassword } from './random-password';
import { readPassword } from './read-password';

class NewPasswordDto {
  @Password()
  password!: string;
}

export const resetPassword: AdminCommand = {
  usage: '<email> [--password-stdin]',
  summary:
    'a new password, made up and shown once, or from standard input; signs out everywhere, personal access tokens stay',
  options: { 'password-stdin': { type: 'boolean' } },
  operands: [1, 1],
  execute: ({ environment, operands: [email = ''], options, terminal }) =>
    inAdminContext(environment, async (context) => {
      const given = options['password-stdin'] ? await readPassword(terminal) : undefined;
      const { password } = await readFields(NewPasswordDto, { password: given ?? randomPassword() });
      const ended = await context.get(AccountsService).resetPassword(email, password, administrator());
      const shown = given === undefined ? password : undefined;
      return { data: { email, ended, password: shown }, message: describeReset(email, ended, shown) };
    }),
};

function describeReset(email: string, ended: number, shown: string | undefined): string {
  const done =
    `${email} has a new password, for signing in within 24 hours and changing it then. ` +
    `Sessions ended: ${ended}`;
  return shown ? `${done}\nIt is shown this once: ${shown}` : done;
}
