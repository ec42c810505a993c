import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isStatementTimeout } from '../../platform/errors/database-errors';
import { Problem } from '../../platform/errors/problem';
import { LIMITS } from '../throttling/limits';
import { rateLimited, secondsOf } from '../throttling/rate-limited';
import { IdempotencyKey } from './idempotency-key.entity';
import { IDEMPOTENCY_KEYS_KEPT, PURGE_INTERVAL } from './idempotency-key-purge.service';

/** Not more than a person may have in a day; where they are counted, so that others need no statement for it. */
const INSERT_KEY = `
  INSERT INTO idempotency_keys (owner_id, key, fingerprint, answer)
  SELECT $1, $2, $3, $4
  WHERE $5 > (SELECT count(*) FROM (SELECT FROM idempotency_keys WHERE owner_id = $1 LIMIT $5) AS kept)
  RETURNING created_at`;

const READ_WAIT = `
  SELECT extract(epoch FROM min(created_at) + interval '${IDEMPOTENCY_KEYS_KEPT}' - now())::float8 * 1000 AS milliseconds
  FROM idempotency_keys WHERE owner_id = $1`;

/** What was asked for, by whom; without a key it is done each time that it is asked for. */
export interface IdempotentRequest {
  readonly ownerId: string;
  readonly key: string | undefined;
  readonly operation: string;
  readonly body: object;
}

/** Does once what is asked for several times under one key, and answers the same each time. */
@Injectable()
export class Idempotency {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param act does all of its work with the given manager and resolves to an answer that JSON can hold.
   * @throws Problem IDEMPOTENCY_MISMATCH when the key belongs to another request, IDEMPOTENCY_IN_FLIGHT when the
   * first request takes too long to be waited for, RATE_LIMITED when the person has too many keys.
   */
  async executeOnce<T>(request: IdempotentRequest, act: (manager: EntityManager) => Promise<T>): Promise<T> {
    return request.key === undefined
      ? act(this.dataSource.manager)
      : this.dataSource.transaction((manager) => this.executeOnceWithin(manager, request, act));
  }

  /** The same as a part of a transaction. */
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
    await insertKey(manager, [ownerId, key, fingerprint, JSON.stringify(answer)]);
    return answer;
  }
}

/** @throws Problem RATE_LIMITED: the transaction takes back what was done under the key. */
async function insertKey(
  manager: EntityManager,
  row: [ownerId: string, key: string, fingerprint: string, answer: string],
): Promise<void> {
  const { quota } = LIMITS.idempotency_keys;
  const inserted = await manager.query<unknown[]>(INSERT_KEY, [...row, quota]);
  if (inserted.length === 0) {
    const [ownerId] = row;
    const [oldest] = await manager.query<{ milliseconds: number }[]>(READ_WAIT, [ownerId]);
    throw rateLimited('idempotency_keys', secondsOf((oldest?.milliseconds ?? 0) + PURGE_INTERVAL));
  }
}

/** Of two requests with one key the second waits for the end of the first. */
async function takeTurn(manager: EntityManager, ownerId: string, key: string): Promise<void> {
  try {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${ownerId} ${key}`]);
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

/** The order of members does not count. */
function fingerprintOf(operation: string, body: object): string {
  const members = Object.entries(body).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([operation, members]))
    .digest('base64url');
}
