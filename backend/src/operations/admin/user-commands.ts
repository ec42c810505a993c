import { RegisterDto } from '../../identity/auth/dto/register.dto';
import { AccountsService } from './accounts.service';
import { type AdminCommand, UsageError } from './admin-command';
import { administrator, inAdminContext } from './admin-context';
import { readFields, readLimit } from './command-values';
import { readPassword } from './read-password';

const LIMIT = 100;
const COLUMNS = ['id', 'email', 'displayName', 'createdAt', 'disabledAt'];

export const listUsers: AdminCommand = {
  usage: '[--search <text>] [--limit <number>]',
  summary: `lists accounts, the oldest first; ${LIMIT} unless told`,
  options: { search: { type: 'string', default: '' }, limit: { type: 'string', default: String(LIMIT) } },
  operands: [0, 0],
  execute: ({ environment, options }) => {
    const limit = readLimit(options.limit);
    return inAdminContext(environment, async (context) => {
      const data = await context.get(AccountsService).list(String(options.search), limit);
      return { data, columns: COLUMNS, message: describeCount(data.length, limit) };
    });
  },
};

export const createUser: AdminCommand = {
  usage: '<email> [--display-name <name>]',
  summary: 'makes an account; the password comes from standard input or is asked for',
  options: { 'display-name': { type: 'string' } },
  operands: [1, 1],
  execute: ({ environment, operands: [email], options, terminal }) =>
    inAdminContext(environment, async (context) => {
      const fields = { email, displayName: options['display-name'], password: await readPassword(terminal) };
      const request = await readFields(RegisterDto, fields);
      const user = await context.get(AccountsService).create(request, administrator());
      return { data: { id: user.id, email: user.email }, done: `${user.email} can sign in.` };
    }),
};

export const disableUser: AdminCommand = {
  usage: '<email>',
  summary: 'ends all sessions of the account and lets nobody in until it is enabled',
  operands: [1, 1],
  execute: ({ environment, operands: [email = ''] }) =>
    inAdminContext(environment, async (context) => {
      const ended = await context.get(AccountsService).disable(email, administrator());
      return {
        data: { email, disabled: true, ended },
        done: `${email} is disabled. Sessions ended: ${ended}`,
      };
    }),
};

export const enableUser: AdminCommand = {
  usage: '<email>',
  summary: 'lets a disabled account in again; personal access tokens work again too',
  operands: [1, 1],
  execute: ({ environment, operands: [email = ''] }) =>
    inAdminContext(environment, async (context) => {
      await context.get(AccountsService).enable(email, administrator());
      return { data: { email, disabled: false }, done: `${email} can sign in.` };
    }),
};

export const deleteUser: AdminCommand = {
  usage: '<email> --yes',
  summary: 'deletes an account with everything that belongs to it, at once and for good',
  options: { yes: { type: 'boolean' } },
  operands: [1, 1],
  execute: ({ environment, operands: [email = ''], options }) => {
    if (!options.yes) {
      throw new UsageError('It cannot be undone. Say --yes if the account shall be deleted with all it has.');
    }
    return inAdminContext(environment, async (context) => {
      const id = await context.get(AccountsService).delete(email, administrator());
      return {
        data: { id, email, deleted: true },
        done: `${email} is deleted, with everything that belonged to it. Its events stay: audit query --user ${id}`,
      };
    });
  },
};

function describeCount(count: number, limit: number): string | undefined {
  if (count === 0) {
    return 'There is no such account.';
  }
  return count === limit ? `There may be more than these ${limit}: see --limit and --search.` : undefined;
}
