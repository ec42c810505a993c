import type { AdminCommand } from './admin-command';
import { queryAudit } from './audit-commands';
import { doctor } from './doctor-command';
import { purge } from './purge-command';
import { rotateSecrets } from './secret-commands';
import { endSessions } from './session-commands';
import { resetPassword } from './password-command';
import { listTokens, revokeToken } from './token-commands';
import { createUser, deleteUser, disableUser, enableUser, listUsers } from './user-commands';

/** Every command, by name. */
export const COMMANDS: Readonly<Record<string, AdminCommand>> = {
  'users list': listUsers,
  'users create': createUser,
  'users disable': disableUser,
  'users enable': enableUser,
  'users reset-password': resetPassword,
  'users delete': deleteUser,
  'sessions end': endSessions,
  'tokens list': listTokens,
  'tokens revoke': revokeToken,
  'secrets rotate': rotateSecrets,
  'audit query': queryAudit,
  purge,
  doctor,
};
