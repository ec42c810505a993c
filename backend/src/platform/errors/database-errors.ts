import { DatabaseError } from 'pg';
import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';

/** PostgreSQL error classes and codes that say "not now" rather than "not this" (appendix A of its manual). */
const UNAVAILABLE_STATES = /^(08|53|57P0|57014|55P03|40001|40P01)/;
const UNAVAILABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'EMFILE',
  'ENFILE',
]);
const UNAVAILABLE_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/;
const STATEMENT_TIMEOUT = '57014';
const FOREIGN_KEY_VIOLATION = '23503';
const OWNER_CONSTRAINT = /_(owner|user)_id_fkey$/;

/** Whether the database is unreachable or temporarily unable to serve. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return error instanceof Error && (isRefusedConnection(error) || isDatabaseAway(error));
}

/** The same, except for permanent failures such as a wrong password. */
export function isDatabaseAway(error: Error): boolean {
  const { code } = driverErrorOf(error);
  return (
    UNAVAILABLE_STATES.test(code) ||
    UNAVAILABLE_CODES.has(code) ||
    UNAVAILABLE_MESSAGES.test(error.message) ||
    isLostBetweenStatements(error)
  );
}

/** TypeORM releases a connection that breaks between two statements of a transaction; the second statement has none. */
function isLostBetweenStatements(error: Error): boolean {
  return (
    error instanceof QueryRunnerAlreadyReleasedError ||
    error instanceof QueryRunnerProviderAlreadyReleasedError
  );
}

/** TypeORM wraps statement errors; an unwrapped one is PostgreSQL's response to opening a connection. */
function isRefusedConnection(error: Error): boolean {
  return error instanceof DatabaseError;
}

/** Whether a statement was cancelled by its timeout, including time spent waiting for locks. */
export function isStatementTimeout(error: unknown): boolean {
  return error instanceof QueryFailedError && driverErrorOf(error).code === STATEMENT_TIMEOUT;
}

/** Whether a row was rejected because its owner's account was deleted meanwhile. */
export function isOwnerGone(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) {
    return false;
  }
  const { code, constraint = '' } = driverErrorOf(error);
  return code === FOREIGN_KEY_VIOLATION && OWNER_CONSTRAINT.test(constraint);
}

function driverErrorOf(error: Error): { code: string; constraint?: string } {
  const { code, constraint } = (error instanceof QueryFailedError ? error.driverError : error) as Error & {
    code?: unknown;
    constraint?: string;
  };
  return { code: typeof code === 'string' ? code : '', constraint };
}
