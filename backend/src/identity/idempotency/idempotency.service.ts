import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config';
import { isStatementTimeout } from '../../platform/errors/database-errors';
import { Problem } from '../../platform/errors/problem';
import { tooManyOpen } from '../throttling/limited-items';
import { LIMITS } from '../throttling/limits';
import { rateLimited, secondsOf } from '../throttling/rate-limited';
import { IdempotencyKey } from './idempotency-key.entity';
import { IDEMPOTENCY_KEYS_KEPT, PURGE_INTERVAL } from './idempotency-key-purge.service';

/** In bytes. Responses up to this size are bounded by the limit on the number of keys. */
const SMALL_ANSWER = 4_096;

/**
 * Inserts only within the person's daily limit on keys; counted in the same statement to save a round trip. The space
 * that responses take is their stored size, which can be read without decompressing them.
 */
const INSERT_KEY = `
  INSERT INTO idempotency_keys (owner_id, key, fingerprint, answer)
  SELECT $1, $2, $3, $4
  WHERE $5 > (SELECT count(*) FROM (SELECT FROM idempotency_keys WHERE owner_id = $1 LIMIT $5) AS kept)
    AND ($6::bigint <= ${SMALL_ANSWER} OR $6 + (
      SELECT coalesce(sum(pg_column_size(answer)), 0) FROM idempotency_keys WHERE owner_id = $1
    ) <= $7::bigint)
  RETURNING created_at`;

/** When this many bytes become free as the oldest responses expire; no row if they are free now. */
const READ_SPACE_WAIT = `
  SELECT extract(epoch FROM created_at + interval '${IDEMPOTENCY_KEYS_KEPT}' - now())::float8 * 1000 AS milliseconds
  FROM (
    SELECT created_at, sum(bytes) OVER () AS kept, sum(bytes) OVER (ORDER BY created_at) AS freed
    FROM (SELECT created_at, pg_column_size(answer) AS bytes FROM idempotency_keys WHERE owner_id = $1) AS sizes
  ) AS sums
  WHERE kept + $2::bigint > $3::bigint AND kept - freed + $2 <= $3 ORDER BY created_at LIMIT 1`;

const READ_WAIT = `
  SELECT extract(epoch FROM min(created_at) + interval '${IDEMPOTENCY_KEYS_KEPT}' - now())::float8 * 1000 AS milliseconds
  FROM idempotency_keys WHERE owner_id = $1`;

/** Namespace of the advisory locks for idempotency keys (two integers). All other advisory locks use one 64-bit key. */
export const KEY_LOCKS = 1;
const LOCK_KEY = 'SELECT pg_advisory_xact_lock($1::integer, hashtext($2))';

interface Wait {
  readonly milliseconds: number;
}

type KeyRow = [ownerId: string, key: string, fingerprint: string, answer: string];

/** What was requested and by whom; without a key it is executed every time. */
export interface IdempotentRequest {
  readonly ownerId: string;
  readonly key: string | undefined;
  readonly operation: string;
  readonly body: object;
}

/** Executes a request once per idempotency key and replays the stored response afterwards. */
@Injectable()
export class IdempotencyService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  /**
   * @param act does all its work with the given manager and resolves to a response that is valid JSON.
   * @throws Problem IDEMPOTENCY_MISMATCH when the key belongs to another request, IDEMPOTENCY_IN_FLIGHT when the first
   * request takes too long to wait for, RATE_LIMITED when the person has too many keys or stored responses.
   */
  async executeOnce<T>(request: IdempotentRequest, act: (manager: EntityManager) => Promise<T>): Promise<T> {
    return request.key === undefined
      ? act(this.dataSource.manager)
      : this.dataSource.transaction((manager) => this.executeOnceWithin(manager, request, act));
  }

  /** The same within an existing transaction. */
  async executeOnceWithin<T>(
    manager: EntityManager,
    { ownerId, key, operation, body }: IdempotentRequest,
    act: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    if (key === undefined) {
      return act(manager);
    }
    const fingerprint = fingerprintOf(operation, body);
    await takeTurn(manager, ownerId, key);
    const known = await manager.findOneBy(IdempotencyKey, { ownerId, key });
    if (known) {
      return repeat<T>(known, fingerprint);
    }
    const answer = await act(manager);
    await this.insertKey(manager, [ownerId, key, fingerprint, JSON.stringify(answer)]);
    return answer;
  }

  /** @throws Problem RATE_LIMITED, which rolls back what was done under the key. */
  private async insertKey(manager: EntityManager, row: KeyRow): Promise<void> {
    const [ownerId, , , answer] = row;
    const bytes = Buffer.byteLength(answer);
    const { quota } = LIMITS.idempotency_keys;
    const inserted = await manager.query<unknown[]>(INSERT_KEY, [
      ...row,
      quota,
      bytes,
      this.config.idempotencySpace,
    ]);
    if (inserted.length === 0) {
      throw await this.explain(manager, ownerId, bytes);
    }
  }

  /** Why a response of this size does not fit: the storage limit, or else the limit on keys. */
  private async explain(manager: EntityManager, ownerId: string, bytes: number): Promise<Problem> {
    const { idempotencySpace: maximum } = this.config;
    if (bytes > SMALL_ANSWER) {
      const [full] = await manager.query<Wait[]>(READ_SPACE_WAIT, [ownerId, bytes, maximum]);
      if (full) {
        return noSpace(maximum, full);
      }
    }
    const [oldest] = await manager.query<Wait[]>(READ_WAIT, [ownerId]);
    return rateLimited('idempotency_keys', secondsUntil(oldest));
  }
}

/** Until the oldest entry expires and is purged. */
function secondsUntil(wait: Wait | undefined): number {
  return secondsOf((wait?.milliseconds ?? 0) + PURGE_INTERVAL);
}

function noSpace(maximum: number, wait: Wait): Problem {
  return tooManyOpen({
    policy: 'idempotency_space',
    maximum,
    unit: 'content-bytes',
    retryAfter: secondsUntil(wait),
    detail: 'The answers that are kept for your idempotency keys take too much space.',
  });
}

/** Serialises requests with the same key by an advisory lock. */
async function takeTurn(manager: EntityManager, ownerId: string, key: string): Promise<void> {
  try {
    await manager.query(LOCK_KEY, [KEY_LOCKS, `${ownerId} ${key}`]);
  } catch (error) {
    throw isStatementTimeout(error)
      ? new Problem('IDEMPOTENCY_IN_FLIGHT', { headers: { 'Retry-After': '2' } })
      : error;
  }
}

function repeat<T>({ answer, fingerprint }: IdempotencyKey, expected: string): T {
  if (fingerprint !== expected) {
    throw new Problem('IDEMPOTENCY_MISMATCH');
  }
  return answer as T;
}

/** The order of members does not matter. */
function fingerprintOf(operation: string, body: object): string {
  const members = Object.entries(body).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([operation, members]))
    .digest('base64url');
}
