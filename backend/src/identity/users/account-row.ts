import type { Account } from '../account';

/** SQL: the columns of an account in a statement in which `users` is called `u`. */
export const ACCOUNT_COLUMNS = `
  u.id AS "userId", u.email, u.display_name AS "displayName", u.created_at AS "createdAt",
  u.password_expires_at AS "passwordExpiresAt"`;

export interface AccountRow {
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
  readonly createdAt: string;
  readonly passwordExpiresAt: string | null;
}

export function accountOf(row: AccountRow): Account {
  const { userId, email, displayName, createdAt, passwordExpiresAt } = row;
  return {
    id: userId,
    email,
    displayName,
    createdAt: new Date(createdAt),
    passwordExpiresAt: passwordExpiresAt === null ? null : new Date(passwordExpiresAt),
  };
}
