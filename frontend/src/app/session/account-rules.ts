import { type SchemaPath, required, validate } from '@angular/forms/signals';
import { texts } from '../texts';

const PASSWORD = { least: 8, most: 256 };
const { account } = texts;

/** The server's rules for an e-mail, told before anything is sent. */
export function emailRules(path: SchemaPath<string>): void {
  required(path, { message: account.emailRequired });
  validate(path, ({ value }) => {
    const address = value().trim();
    if (!address) {
      return undefined;
    }
    if (address.length > 254) {
      return { kind: 'email', message: account.emailTooLong };
    }
    return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(address)
      ? undefined
      : { kind: 'email', message: account.emailInvalid };
  });
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
    [...value().trim()].length > 100 ? { kind: 'name', message: account.nameTooLong } : undefined,
  );
}
