import { Injectable } from '@nestjs/common';
import type { AuthenticatedUser } from '../../../identity/current-user.decorator';
import { Config } from '../../../platform/config/config';
import { Problem } from '../../../platform/errors/problem';
import type { AccessWatch } from '../../../identity/lasting-access/access-watch';
import { LastingAccessService } from '../../../identity/lasting-access/lasting-access.service';
import { LimitedItems } from '../../../identity/throttling/limited-items';

/** Seconds: a file has to arrive within 30. */
const RETRY_AFTER = 30;

/** Seconds after which fewer people may import at once. */
const RETRY_AFTER_LATE = 60;

/** What an upload in hand depends on. */
export interface Upload {
  readonly access: AccessWatch;
  /** Aborted when its client leaves, the access ends, or it has taken too long: no more is to be done for it. */
  readonly signal: AbortSignal;
}

/** The files of people that this server process receives, and the imports, made or undone, that are queued or worked on. */
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

  /** How many are in hand. */
  get count(): number {
    return this.uploads.count;
  }

  /**
   * @param gone is aborted when the client has left.
   * @throws Problem RATE_LIMITED when the person has too many in hand, UNAVAILABLE when it takes too long
   */
  async run<T>(user: AuthenticatedUser, gone: AbortSignal, work: (upload: Upload) => Promise<T>): Promise<T> {
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

/** Nobody reads the answer; it is no mistake of the server. */
function brokenOff(cause: unknown): Problem {
  return new Problem('MALFORMED_REQUEST', { detail: 'The client has left.', cause });
}
