import type { DataSource } from 'typeorm';
import { type Finding, ok, warn } from './finding';

interface LogSettings {
  /** Whether failed statements are logged with the affected row or key. */
  readonly withRows: boolean;
  /** Whether statements are logged with their parameters. */
  readonly withParameters: boolean;
}

/** Read in the server's role, since a role can have settings of its own. */
const LOG_SETTINGS = `
  SELECT current_setting('log_error_verbosity') <> 'terse' AS "withRows",
         current_setting('log_parameter_max_length_on_error') <> '0'
         OR (current_setting('log_statement') IN ('mod', 'all')
             OR current_setting('log_min_duration_statement') <> '-1'
             OR current_setting('log_min_duration_sample') <> '-1'
             OR current_setting('log_transaction_sample_rate') <> '0')
            AND current_setting('log_parameter_max_length') <> '0' AS "withParameters"`;

const ADVICE =
  'Let PostgreSQL run with log_error_verbosity=terse, log_parameter_max_length=0 and ' +
  'log_parameter_max_length_on_error=0, or set them for the role.';

/** User content must not be logged, by the database either (ASVS V16.2.5). */
export async function examineLog(dataSource: DataSource): Promise<Finding> {
  const [{ withRows, withParameters }] = await dataSource.query<[LogSettings]>(LOG_SETTINGS);
  if (withParameters) {
    return warn('database log', 'PostgreSQL logs statements with what people wrote, and hashes.', ADVICE);
  }
  return withRows
    ? warn('database log', 'PostgreSQL logs rows that it refuses, with what people wrote.', ADVICE)
    : ok('database log', 'PostgreSQL logs no values.');
}
