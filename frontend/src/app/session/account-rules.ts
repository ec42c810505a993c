import { type SchemaPath, required, validate } from '@angular/forms/signals';
import { texts } from '../texts/texts';

const PASSWORD = { least: 8, most: 256 };
export const NAME_MAXIMUM = 100;
const { account } = texts;

const INVALID_EMAIL = { kind: 'email', message: account.emailInvalid };

/** Characters not allowed in a new account's address: quotes, list separators, and invisible characters. */
const UNUSUAL = /["(),:;<>[\]\\\s\p{C}\p{Default_Ignorable_Code_Point}]|@.*@/u;

/** Rules for the e-mail of any account, however old. */
export function emailRules(path: SchemaPath<string>): void {
  required(path, { message: account.emailRequired });
  validate(path, ({ value }) => findEmailProblem(value().trim()));
}

/** The server's rules for a new account's e-mail, checked before submission. */
export function newEmailRules(path: SchemaPath<string>): void {
  emailRules(path);
  validate(path, ({ value }) => {
    const address = value().trim();
    const isUnusual = UNUSUAL.test(address.normalize('NFKC'));
    return isUnusual && !findEmailProblem(address) ? INVALID_EMAIL : undefined;
  });
}

function findEmailProblem(address: string): { kind: string; message: string } | undefined {
  if (address.length > 254) {
    return { kind: 'email', message: account.emailTooLong };
  }
  return address === '' || /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(address) ? undefined : INVALID_EMAIL;
}

/** Length counts in code points after NFC, as the server counts it. */
export function passwordRules(path: SchemaPath<string>, whenMissing: string): void {
  required(path, { message: whenMissing });
  validate(path, ({ value }) => {
    const length = [...value().normalize('NFC')].length;
    if (length === 0) {
      return undefined;
    }
    if (length < PASSWORD.least) {
      return { kind: 'password', message: account.passwordTooShort };
    }
    return length > PASSWORD.most ? { kind: 'password', message: account.passwordTooLong } : undefined;
  });
}

export function nameRules(path: SchemaPath<string>): void {
  validate(path, ({ value }) =>
    [...value().trim()].length > NAME_MAXIMUM ? { kind: 'name', message: account.nameTooLong } : undefined,
  );
}
