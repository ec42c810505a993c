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
      const accounts = context.get(AccountsService);
      const { ended, disabled } = await accounts.resetPassword(email, password, administrator());
      const shown = given === undefined ? password : undefined;
      const use = disabled
        ? 'but the account is disabled: users enable lets it in again. The password ends in 24 hours.'
        : 'for signing in within 24 hours and changing it then.';
      const done = `${email} has a new password, ${use} Sessions ended: ${ended}`;
      const message = shown && `It is shown this once: ${shown}`;
      return { data: { email, ended, disabled, password: shown }, done, message };
    }),
};
