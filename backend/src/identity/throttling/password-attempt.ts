import type { Requester } from '../passwords/requester';
import type { Client } from '../../platform/http/client';
import { emailKeyOf } from '../users/email';
import type { SecuredAccount } from '../users/user.entity';
import { isKnownTo, type KnownDevice } from './device-token';
import { sourceOf } from '../../platform/http/source';

/** Somebody who says to have the password of an account. */
export interface PasswordAttempt {
  /** As it was typed, or as the account has it. */
  readonly email: string;
  /** The account of that e-mail; none for an unknown one, which counts all the same. */
  readonly account: SecuredAccount | null;
  readonly client: Client;
  /** The session of somebody who is signed in. */
  readonly sessionId?: string;
  /** What `DeviceCookie.read` finds in the request of somebody who is not. */
  readonly devices?: readonly KnownDevice[];
}

/** What a check of a password says that found it wrong. */
export const WRONG_PASSWORD = Symbol('wrong password');

/** By what the account knows whoever tries, a session or a browser; undefined for a stranger. */
export function acquaintanceOf({ sessionId, account, devices = [] }: PasswordAttempt): string | undefined {
  if (sessionId) {
    return `session:${sessionId}`;
  }
  const device = account && devices.find((each) => isKnownTo(each, account));
  return device ? `device:${device.id}` : undefined;
}

/** For whom the password is hashed. An account is one thing to those who know it, and another one to strangers. */
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
