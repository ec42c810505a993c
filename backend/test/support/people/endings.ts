import { sessionIdOf } from '../database/session-rows';
import type { Statements } from '../database/sql-pool';
import { changePassword, deleteAccount, LOGOUT_ALL, SESSIONS } from './account';
import type { Visitor } from './visitor';

/** Somebody who is signed in on two devices. */
export interface Devices {
  readonly person: Visitor;
  readonly phone: Visitor;
  readonly owner: Statements;
}

/** Everything after which the phone may do nothing more; each resolves when it is done. */
const ENDING_OF: Readonly<Record<string, (devices: Devices) => Promise<unknown>>> = {
  'signing out': ({ phone }) => phone.clone().logout(),
  'signing out everywhere': ({ person }) => person.clone().send('POST', LOGOUT_ALL),
  'signing out everywhere else': ({ person }) => person.send('DELETE', SESSIONS),
  'revoking the session': ({ person, phone }) =>
    person.send('DELETE', `${SESSIONS}/${sessionIdOf(phone.refreshToken)}`),
  'signing in again in the same browser': ({ phone }) => phone.clone().login(),
  'changing the password': ({ person }) => changePassword(person),
  'deleting the account': ({ person }) => deleteAccount(person.clone()),
  'disabling the account': ({ person, owner }) =>
    owner.query('UPDATE users SET disabled_at = now() WHERE id = $1', [person.userId]),
};

export const ENDINGS = Object.entries(ENDING_OF);
