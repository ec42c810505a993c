import { Problem } from '../../platform/errors/problem';
import { PersonalTokensService } from '../../identity/personal-tokens/personal-tokens.service';
import { AccountsService } from './accounts.service';
import { type AdminCommand, AdminError } from './admin-command';
import { administrator, inAdminContext } from './admin-context';

const COLUMNS = ['id', 'name', 'scopes', 'prefix', 'createdAt', 'lastUsedAt', 'expiresAt'];

export const listTokens: AdminCommand = {
  usage: '<email>',
  summary: 'lists the personal access tokens of an account, the latest first, without their secrets',
  operands: [1, 1],
  execute: ({ environment, operands: [email = ''] }) =>
    inAdminContext(environment, async (context) => {
      const { id } = await context.get(AccountsService).findOrFail(email);
      const { items } = await context.get(PersonalTokensService).list(id);
      const data = items.map((token) => ({ ...token }));
      return { data, columns: COLUMNS, message: data.length === 0 ? 'There is no token.' : undefined };
    }),
};

export const revokeToken: AdminCommand = {
  usage: '<email> <token id>',
  summary: 'revokes a personal access token at once, for good',
  operands: [2, 2],
  execute: ({ environment, operands: [email = '', id = ''] }) =>
    inAdminContext(environment, async (context) => {
      const { id: userId } = await context.get(AccountsService).findOrFail(email);
      await context
        .get(PersonalTokensService)
        .withdraw(userId, id, administrator())
        .catch((error: unknown) => {
          throw isNotFound(error) ? new AdminError(`${email} has no token ${id}.`) : error;
        });
      return { data: { email, id, revoked: true }, done: 'The token is revoked.' };
    }),
};

function isNotFound(error: unknown): boolean {
  return error instanceof Problem && error.code === 'NOT_FOUND';
}
