import { AccountsService } from './accounts.service';
import { type AdminCommand, UsageError } from './admin-command';
import { administrator, inAdminContext } from './admin-context';

export const endSessions: AdminCommand = {
  usage: '<email> | --all',
  summary: 'signs one person, or everybody, out everywhere; personal access tokens stay',
  options: { all: { type: 'boolean' } },
  operands: [0, 1],
  execute: ({ environment, operands: [email], options }) => {
    if ((email === undefined) === !options.all) {
      throw new UsageError('Name one e-mail, or say --all.');
    }
    return inAdminContext(environment, async (context) => {
      const accounts = context.get(AccountsService);
      const ended =
        email === undefined
          ? await accounts.endAllSessions(administrator())
          : await accounts.endSessionsOf(email, administrator());
      return { data: { ended }, done: `Sessions ended: ${ended}` };
    });
  },
};
