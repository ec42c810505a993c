import { Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import type { AuthenticatedUser } from '../current-user.decorator';
import { PersonTurnsService } from '../concurrency/person-turns.service';
import type { FileParts } from '../exports/download';
import { pageOf, writePages } from '../exports/export-pages';
import { ExportsService } from '../exports/exports.service';
import { clientOf } from '../../platform/http/client';
import { RecordedActionsService } from '../throttling/recorded-actions.service';
import { toUserDto } from '../users/user.dto';
import { UsersService } from '../users/users.service';
import { AccountExportRegistry } from './account-export.registry';
import type { ExportSection } from './export-sections';

/** Writes all data stored about a person into one JSON document (`AccountExport`). */
@Injectable()
export class AccountExportService {
  constructor(
    private readonly exports: ExportsService,
    private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly turns: PersonTurnsService,
    private readonly recorded: RecordedActionsService,
    private readonly registry: AccountExportRegistry,
  ) {}

  /**
   * Streams the export, so account size does not matter. The export is audited.
   * @throws Problem RATE_LIMITED
   */
  export(user: AuthenticatedUser, reply: FastifyReply): Promise<StreamableFile> {
    const exportedAt = new Date().toISOString();
    return this.exports.open(user, reply, {
      name: `taskward-${exportedAt.slice(0, 10)}.json`,
      type: 'application/json; charset=utf-8',
      write: () => this.write(user, reply, exportedAt),
    });
  }

  private async *write(
    { id: userId, session }: AuthenticatedUser,
    reply: FastifyReply,
    exportedAt: string,
  ): FileParts {
    await this.turns.withTurn(userId, () => this.recorded.count(userId, reply.request.id));
    const profile = toUserDto(await this.users.findOrFail(userId));
    await this.audit.record('data-exported', clientOf(reply.request, reply), {
      userId,
      sessionId: session?.id,
    });
    yield `{"exportedAt":${JSON.stringify(exportedAt)},"profile":${JSON.stringify(profile)}`;
    for (const section of this.registry.sections) {
      yield `,"${section.name}":[`;
      yield* this.writeSection(section, userId);
      yield ']';
    }
    yield '}';
  }

  private writeSection(section: ExportSection, userId: string): AsyncGenerator<Buffer> {
    const statement = pageOf(section);
    return writePages(
      (lastId) =>
        this.turns.withTurn(userId, () =>
          this.dataSource.query<{ id: string }[]>(statement, [userId, lastId]),
        ),
      (rows, isFirst) =>
        (isFirst ? '' : ',') + rows.map((row) => JSON.stringify(section.toEntry(row as never))).join(','),
    );
  }
}
