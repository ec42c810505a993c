import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../../platform/config/config';
import { SharedPlaces } from '../../../identity/concurrency/shared-places';
import { tooManyOpen } from '../../../identity/throttling/limited-items';
import { Problem } from '../../../platform/errors/problem';

const PREFIX = 'taskward-upload-';
const LEFTOVER = new RegExp(`^${PREFIX}[0-9a-f-]{36}$`);
const MEBIBYTE = 1_048_576;
/** Bytes guaranteed to everybody, however much others use: most files are smaller. */
const FIRST = 2 * MEBIBYTE;
/** Seconds after which space may be free again, or the person's other files may be done. */
const RETRY_AFTER = 10;
const RETRY_AFTER_OWN = 30;

/** An unlinked file that nobody else can open, limited to the space available. */
export class TemporaryFile {
  private size = 0;

  constructor(
    readonly handle: FileHandle,
    private readonly take: (bytes: number) => void,
  ) {}

  get length(): number {
    return this.size;
  }

  /** @throws Problem UNAVAILABLE when there is no space; RATE_LIMITED when the person's share is used up */
  async append(data: Uint8Array): Promise<void> {
    this.take(data.length);
    this.size += data.length;
    await this.handle.writeFile(data).catch(refuse);
  }
}

/**
 * The temporary files of this server process, limited in total size and per person; each person's share shrinks as
 * demand grows.
 */
@Injectable()
export class TemporaryFilesService implements OnApplicationBootstrap {
  private readonly space: SharedPlaces;
  private readonly takenBy = new Map<string, number>();

  constructor(private readonly config: Config) {
    this.space = new SharedPlaces(config.uploadSpaceMaximum, config.uploadSpacePerPerson, FIRST);
  }

  /** Bytes in use. */
  get size(): number {
    return this.space.size;
  }

  /** Files are unlinked as soon as they are open; this removes any left by a crash in between. */
  async onApplicationBootstrap(): Promise<void> {
    const names = await readdir(tmpdir()).catch(() => []);
    const leftovers = names.filter((name) => LEFTOVER.test(name));
    await Promise.all(leftovers.map((name) => forget(join(tmpdir(), name)).catch(() => undefined)));
  }

  /** Lends an unlinked file: it disappears when it is closed or the process ends. */
  async lend<T>(personId: string, use: (file: TemporaryFile) => Promise<T>): Promise<T> {
    const path = join(tmpdir(), PREFIX + randomUUID());
    const handle = await open(path, 'wx+', 0o600).catch(refuse);
    const file = new TemporaryFile(handle, (bytes) => this.take(personId, bytes));
    try {
      await forget(path);
      return await use(file);
    } finally {
      this.giveBack(personId, file.length);
      await handle.close();
    }
  }

  private take(personId: string, bytes: number): void {
    const { uploadSpaceMaximum, uploadSpacePerPerson } = this.config;
    const own = this.takenBy.get(personId) ?? 0;
    if (own + bytes > uploadSpacePerPerson) {
      throw noOwnSpace(uploadSpacePerPerson);
    }
    if (!this.space.hasRoomFor(own) || this.space.size + bytes > uploadSpaceMaximum) {
      throw noSpace();
    }
    this.space.take(bytes);
    this.takenBy.set(personId, own + bytes);
  }

  private giveBack(personId: string, bytes: number): void {
    const own = (this.takenBy.get(personId) ?? 0) - bytes;
    this.space.giveBack(bytes);
    if (own > 0) {
      this.takenBy.set(personId, own);
    } else {
      this.takenBy.delete(personId);
    }
  }
}

/** Another server process that was just started may have removed it already. */
function forget(path: string): Promise<void> {
  return rm(path, { force: true });
}

/** A full disk, or a folder without write permission. */
function refuse(cause: unknown): never {
  throw noSpace(cause);
}

function noOwnSpace(maximum: number): Problem {
  return tooManyOpen({
    policy: 'upload_space',
    maximum,
    unit: 'content-bytes',
    retryAfter: RETRY_AFTER_OWN,
    detail: `Your files take ${maximum / MEBIBYTE} MiB while they are imported. Wait until one is done.`,
  });
}

function noSpace(cause?: unknown): Problem {
  return new Problem('UNAVAILABLE', {
    detail: 'There is no space for more files at the moment. Try again soon.',
    headers: { 'Retry-After': String(RETRY_AFTER) },
    cause,
  });
}
