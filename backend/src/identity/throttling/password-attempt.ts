import type { Requester } from '../passwords/requester';
import type { Client } from '../../platform/http/client';
import { emailKeyOf } from '../users/email';
import type { SecuredAccount } from '../users/user.entity';
import { isKnownTo, type KnownDevice } from './device-tokens.service';
import { sourceOf } from '../../platform/http/source';

/** An attempt to prove knowledge of an account's password. */
export interface PasswordAttempt {
  /** As typed, or as stored for the account. */
  readonly email: string;
  /** The account of that e-mail; null for an unknown e-mail, which is counted all the same. */
  readonly account: SecuredAccount | null;
  readonly client: Client;
  /** The session, if the person is signed in. */
  readonly sessionId?: string;
  /** The result of `DeviceCookieService.read`, if the person is not signed in. */
  readonly devices?: readonly KnownDevice[];
}

/** Returned by a password check for a wrong password. */
export const WRONG_PASSWORD = Symbol('wrong password');

/** How the account knows the requester, by session or browser; undefined for a stranger. */
export function acquaintanceOf({ sessionId, account, devices = [] }: PasswordAttempt): string | undefined {
  if (sessionId) {
    return `session:${sessionId}`;
  }
  const device = account && devices.find((each) => isKnownTo(each, account));
  return device ? `device:${device.id}` : undefined;
}

/** For whom the password is hashed. Known requesters and strangers count as separate flows of an account. */
export function requesterOf(attempt: PasswordAttempt): Requester {
  const { account, email, client } = attempt;
  const known = acquaintanceOf(attempt) !== undefined;
  return {
    known,
    source: sourceOf(client.ip),
    account: known && account ? account.id : emailKeyOf(email),
    gone: client.gone,
  };
}
