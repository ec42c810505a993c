import { Readable } from 'node:stream';
import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NIL } from 'uuid';
import { AuditService } from '../audit/audit.service';
import { PersonTurnsService } from '../concurrency/person-turns.service';
import type { CurrentSession } from '../auth/current-user.decorator';
import type { Client } from '../sessions/client';
import { toUserDto, type UserDto } from '../users/user.dto';
import { UsersService } from '../users/users.service';
import { EXPORT_SECTIONS, type ExportSection } from './export-sections';

const ROWS_AT_A_TIME = 500;

/** Writes everything that is kept about a person into one JSON document (`AccountExport`). */
@Injectable()
export class AccountExportService {
  private readonly logger = new Logger(AccountExportService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly turns: PersonTurnsService,
  ) {}

  /** A download that grows as fast as it is read: no account is too big for it, and it occupies no connection. */
  async export(userId: string, session: CurrentSession, client: Client): Promise<StreamableFile> {
    const profile = toUserDto(await this.users.findOrFail(userId));
    await this.audit.record('data-exported', client, { userId, sessionId: session.id });
    const exportedAt = new Date().toISOString();
    const document = Readable.from(this.write(exportedAt, profile), { objectMode: false });
    // The answer has begun, so that no filter hears of it: the connection is cut.
    document.once('error', (err) => this.logger.error({ requestId: client.requestId, err }));
    return new StreamableFile(document, {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="taskward-${exportedAt.slice(0, 10)}.json"`,
    });
  }

  private async *write(exportedAt: string, profile: UserDto): AsyncGenerator<string> {
    yield `{"exportedAt":${JSON.stringify(exportedAt)},"profile":${JSON.stringify(profile)}`;
    for (const section of EXPORT_SECTIONS) {
      yield `,"${section.name}":[`;
      let separator = '';
      for await (const rows of this.pages(section, profile.id)) {
        yield separator + rows.map((row) => JSON.stringify(section.toEntry(row as never))).join(',');
        separator = ',';
      }
      yield ']';
    }
    yield '}';
  }

  /** Along the ids, so that no page costs more than another. */
  private async *pages(
    { columns, table, owner }: ExportSection,
    userId: string,
  ): AsyncGenerator<{ id: string }[]> {
    const statement = `SELECT ${columns} FROM ${table} WHERE ${owner} = $1 AND id > $2
                       ORDER BY id LIMIT ${ROWS_AT_A_TIME}`;
    let lastId: string | undefined = NIL;
    while (lastId) {
      const parameters = [userId, lastId];
      const rows: { id: string }[] = await this.turns.run(userId, () =>
        this.dataSource.query(statement, parameters),
      );
      if (rows.length > 0) {
        yield rows;
      }
      lastId = rows.length < ROWS_AT_A_TIME ? undefined : rows.at(-1)?.id;
    }
  }
}
