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

/** A file that is generated while it is streamed. */
export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  /** Starts generating it. */
  readonly write: () => FileParts;
}

/** Milliseconds after which a reader that has taken nothing is disconnected. */
const PATIENCE = 30_000;

/**
 * The downloads in progress in this server process. Each is generated at the reader's pace, holds no database
 * connection between pages, and is aborted when the reader's access ends.
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

  /** Number of downloads in progress. */
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
   * Responds with a file; a HEAD request generates nothing.
   * @throws Problem RATE_LIMITED, and any failure to start the file
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

  /** Aborts stalled and overlong downloads: they hold memory that others need. */
  cutLate(): void {
    this.downloads.all().forEach((download) => {
      download.cutIfStalled();
      download.cutIfOlderThan(this.config.exportTimeout);
    });
  }

  /** The response has already started, so neither the exception filter nor the request log reports the failure. */
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
