import { sessionIdOf } from '../database/session-rows';
import type { Statements } from '../database/sql-pool';
import type { TestServer } from '../servers/test-server';
import { type Answer, PASSWORD, type Visitor } from './visitor';

export const ME = '/api/v1/users/me';
export const SESSIONS = '/api/v1/auth/sessions';
export const LOGOUT_ALL = '/api/v1/auth/logout-all';
export const REAUTHENTICATE = '/api/v1/auth/reauthenticate';
export const CHANGE_PASSWORD = '/api/v1/users/me/password';
export const EXPORT = '/api/v1/users/me/export';
export const SECURITY_EVENTS = '/api/v1/users/me/security-events';

export const NEW_PASSWORD = 'quite another long passphrase';

export function changePassword(visitor: Visitor, overrides: object = {}): Promise<Answer> {
  return visitor.send('POST', CHANGE_PASSWORD, {
    body: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, ...overrides },
  });
}

export function reauthenticate(visitor: Visitor, password = PASSWORD): Promise<Answer> {
  return visitor.send('POST', REAUTHENTICATE, { body: { password } });
}

export function deleteAccount(visitor: Visitor, password = PASSWORD): Promise<Answer> {
  return visitor.send('DELETE', ME, { body: { password } });
}

/** The same person at another browser. */
export async function otherDevice(app: Pick<TestServer, 'visitor'>, { email }: Visitor): Promise<Visitor> {
  const device = app.visitor();
  expect((await device.login({ email })).status).toBe(200);
  return device;
}

/** Moves the last check of the password into the past, in place of waiting. */
export async function ageAuthentication(
  owner: Statements,
  { refreshToken }: Visitor,
  interval = '10 min 1 s',
): Promise<void> {
  await owner.query('UPDATE sessions SET authenticated_at = now() - $2::interval WHERE id = $1', [
    sessionIdOf(refreshToken),
    interval,
  ]);
}

/** What was recorded about a person, oldest first. */
export interface EventRow {
  event: string;
  session_id: string | null;
  target_id: string | null;
  ip: string | null;
  request_id: string | null;
}

export function eventsOf(owner: Statements, userId: string, event?: string): Promise<EventRow[]> {
  return owner.query(
    `SELECT event, session_id, target_id, host(ip) AS ip, request_id FROM audit_events
     WHERE user_id = $1 AND ($2::text IS NULL OR event = $2) ORDER BY id`,
    [userId, event],
  );
}
