import { Injectable } from '@nestjs/common';
import type { AuthenticatedUser } from '../../../identity/current-user.decorator';
import { Config } from '../../../platform/config/config';
import { Problem } from '../../../platform/errors/problem';
import type { AccessWatch } from '../../../identity/lasting-access/access-watch';
import { LastingAccessService } from '../../../identity/lasting-access/lasting-access.service';
import { LimitedItems } from '../../../identity/throttling/limited-items';

/** In seconds: a file must arrive within 30. */
const RETRY_AFTER = 30;

/** Seconds after which fewer people may be importing. */
const RETRY_AFTER_LATE = 60;

/** The context of an upload in progress. */
export interface Upload {
  readonly access: AccessWatch;
  /** Aborted when the client disconnects, the access ends, or the time is up: processing must stop. */
  readonly signal: AbortSignal;
}

/** The uploads that this server process receives, and the imports, or their reversals, queued or running. */
@Injectable()
export class UploadsService {
  private readonly uploads: LimitedItems<Upload>;

  constructor(
    private readonly config: Config,
    private readonly access: LastingAccessService,
  ) {
    const { uploadsMaximum } = config;
    this.uploads = new LimitedItems({
      policy: 'uploads',
      maximum: uploadsMaximum,
      retryAfter: RETRY_AFTER,
      detail: `At most ${uploadsMaximum} files of yours can be imported, or imports undone, at a time. Wait until one is done.`,
    });
  }

  /** Number of uploads in progress. */
  get count(): number {
    return this.uploads.count;
  }

  /**
   * @param gone is aborted when the client disconnects.
   * @throws Problem RATE_LIMITED when the person has too many in progress, UNAVAILABLE when it takes too long
   */
  async withUpload<T>(
    user: AuthenticatedUser,
    gone: AbortSignal,
    work: (upload: Upload) => Promise<T>,
  ): Promise<T> {
    this.uploads.requireRoom(user.id);
    using access = this.access.watch(user);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(tookTooLong()), this.config.importTimeout).unref();
    const upload = { access, signal: AbortSignal.any([gone, access.signal, late.signal]) };
    this.uploads.add(user.id, upload);
    try {
      return await work(upload);
    } catch (error) {
      access.signal.throwIfAborted();
      late.signal.throwIfAborted();
      throw gone.aborted ? brokenOff(error) : error;
    } finally {
      clearTimeout(timer);
      this.uploads.remove(user.id, upload);
    }
  }
}

function tookTooLong(): Problem {
  return new Problem('UNAVAILABLE', {
    detail:
      'The import, or undoing it, has taken too long, and nothing of it is kept. Try again later, or with a smaller file.',
    headers: { 'Retry-After': String(RETRY_AFTER_LATE) },
  });
}

/** The client has disconnected; this is not a server error. */
function brokenOff(cause: unknown): Problem {
  return new Problem('MALFORMED_REQUEST', { detail: 'The client has left.', cause });
}
