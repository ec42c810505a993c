import { addAbortListener } from 'node:events';
import { Readable } from 'node:stream';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AuthenticatedUser } from '../current-user.decorator';
import { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { goneSignalOf } from '../../platform/http/gone-signal';
import { LastingAccessService } from '../lasting-access/lasting-access.service';
import { UserPseudonyms } from '../../platform/logging/user-pseudonyms';
import { LimitedItems } from '../throttling/limited-items';
import { Download, type FileParts } from './download';

/** A file that is written while it is read. */
export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  /** Begins to write it. */
  readonly write: () => FileParts;
}

/** Milliseconds in which a reader has to take something. */
const PATIENCE = 30_000;

/**
 * The files that people are downloading from this server process. Each grows as fast as it is read and occupies no
 * connection to the database meanwhile; it is cut off when the access of its reader ends.
 */
@Injectable()
export class ExportsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ExportsService.name);
  private readonly pseudonyms: UserPseudonyms;
  private readonly downloads: LimitedItems<Download>;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly access: LastingAccessService,
  ) {
    this.pseudonyms = new UserPseudonyms(config);
    this.downloads = new LimitedItems({
      policy: 'exports',
      maximum: config.exportsMaximum,
      retryAfter: (2 * PATIENCE) / 1_000,
      detail: `At most ${config.exportsMaximum} downloads of yours can be open at a time. Wait until one ends.`,
    });
  }

  /** How many are under way. */
  get count(): number {
    return this.downloads.count;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.cutLate(), PATIENCE).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /**
   * Answers with a file; nothing of it is written for somebody who asks for the head alone.
   * @throws Problem RATE_LIMITED, and whatever keeps the file from beginning
   */
  async open(user: AuthenticatedUser, reply: FastifyReply, file: ExportedFile): Promise<StreamableFile> {
    if (reply.request.method === 'HEAD') {
      return toAnswer(file, Readable.from([]));
    }
    this.downloads.requireRoom(user.id);
    const download = new Download(file.write(), this.access.watch(user), (reason) =>
      this.cut(user, reply, reason),
    );
    this.downloads.add(user.id, download);
    addAbortListener(goneSignalOf(reply), () => {
      this.downloads.remove(user.id, download);
      download.close();
    });
    await download.begin();
    return toAnswer(file, download.stream);
  }

  /** Drops those who have taken nothing since the last time, and those who never end: they have memory that others need. */
  cutLate(): void {
    this.downloads.all().forEach((download) => {
      download.cutIfStalled();
      download.cutIfOlderThan(this.config.exportTimeout);
    });
  }

  /** The answer has begun, so that no filter hears of it, and no line of the log will tell of its end. */
  private cut(user: AuthenticatedUser, { request, raw }: FastifyReply, reason: unknown): void {
    const { id: requestId } = request;
    const line = { event: 'export-cut', requestId, user: this.pseudonyms.of(user.id) };
    if (reason instanceof Error && !(reason instanceof Problem)) {
      this.logger.error({ ...line, err: reason });
    } else {
      this.logger.warn({ ...line, reason: reason instanceof Problem ? reason.code : reason });
    }
    raw.req.socket.destroy();
  }
}

function toAnswer({ name, type }: ExportedFile, stream: Readable): StreamableFile {
  return new StreamableFile(stream, { type, disposition: `attachment; filename="${name}"` });
}
