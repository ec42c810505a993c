import { purgeAuditEvents } from './purge-audit-events';
import type { AdminCommand } from './admin-command';
import { inAdminContext } from './admin-context';
import { DataPurgeService } from './data-purge.service';

export const purge: AdminCommand = {
  usage: '',
  summary: 'deletes what is kept no longer; security events by the role of DATABASE_MIGRATION_URL',
  operands: [0, 0],
  execute: async ({ environment }) => {
    await inAdminContext(environment, (context) => context.get(DataPurgeService).purge());
    const auditEvents = await purgeAuditEvents(environment);
    return {
      data: { auditEvents },
      done: `Trash, tombstones, idempotency keys and counters are purged. Security events purged: ${auditEvents}`,
    };
  },
};
