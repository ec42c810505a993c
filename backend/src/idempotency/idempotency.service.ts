import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isStatementTimeout } from '../errors/database-errors';
import { Problem } from '../errors/problem';
import { IdempotencyKey } from './idempotency-key.entity';

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
   * first request takes too long to be waited for.
   */
  async run<T>(request: IdempotentRequest, act: (manager: EntityManager) => Promise<T>): Promise<T> {
    return request.key === undefined
      ? act(this.dataSource.manager)
      : this.dataSource.transaction((manager) => this.runWithin(manager, request, act));
  }

  /** The same as a part of a transaction. */
  async runWithin<T>(
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
    await manager.insert(IdempotencyKey, { ownerId, key, fingerprint, answer: answer as object });
    return answer;
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
