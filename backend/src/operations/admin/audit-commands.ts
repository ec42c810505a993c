import { validate as isUuid } from 'uuid';
import { AUDIT_EVENTS, type AuditEventName } from '../../identity/audit/audit-event.entity';
import { AccountsService } from './accounts.service';
import { type AdminCommand, UsageError } from './admin-command';
import { inAdminContext } from './admin-context';
import { AuditQuery } from './audit.query';
import { readInstant, readLimit } from './command-values';

export const queryAudit: AdminCommand = {
  usage: '[--user <email or id>] [--event <name>] [--since <instant or duration>] [--limit <number>]',
  summary: 'shows security events, the newest first; 100 unless told',
  options: {
    user: { type: 'string' },
    event: { type: 'string' },
    since: { type: 'string' },
    limit: { type: 'string', default: '100' },
  },
  operands: [0, 0],
  execute: ({ environment, options }) => {
    const filter = {
      event: readEvent(options.event),
      since: readInstant(options.since),
      limit: readLimit(options.limit),
    };
    return inAdminContext(environment, async (context) => {
      const userId = options.user && (await findId(context.get(AccountsService), String(options.user)));
      const data = await context.get(AuditQuery).find({ ...filter, userId: userId || undefined });
      const message = data.length === 0 ? 'Nothing of that was recorded.' : undefined;
      return { data, columns: ['occurredAt', 'event', 'email', 'targetId', 'ip', 'userAgent'], message };
    });
  },
};

/** An id is not looked up: its account may be deleted. @throws AdminError when no account has the e-mail. */
async function findId(accounts: AccountsService, emailOrId: string): Promise<string> {
  return isUuid(emailOrId) ? emailOrId : (await accounts.findOrFail(emailOrId)).id;
}

function readEvent(name: string | boolean | undefined): AuditEventName | undefined {
  const event = AUDIT_EVENTS.find((each) => each === name);
  if (name !== undefined && !event) {
    throw new UsageError(`There is no event ${String(name)}. There are: ${AUDIT_EVENTS.join(', ')}`);
  }
  return event;
}
