import { type SchemaPath, required, validate } from '@angular/forms/signals';
import { texts } from '../texts/texts';

const PASSWORD = { least: 8, most: 256 };
export const NAME_MAXIMUM = 100;
const { account } = texts;

const INVALID_EMAIL = { kind: 'email', message: account.emailInvalid };

/** What the address of a new account must not hold: quotes, separators of lists, and characters that nobody sees. */
const UNUSUAL = /["(),:;<>[\]\\\s\p{C}\p{Default_Ignorable_Code_Point}]|@.*@/u;

/** What every account has as its e-mail, however old it is. */
export function emailRules(path: SchemaPath<string>): void {
  required(path, { message: account.emailRequired });
  validate(path, ({ value }) => findEmailProblem(value().trim()));
}

/** The server's rules for the e-mail of a new account, told before anything is sent. */
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
