import type { DataSource } from 'typeorm';
import { type Finding, ok, warn } from './finding';

interface LogSettings {
  /** Whether a statement that failed is written with the row or key that it failed for. */
  readonly withRows: boolean;
  /** Whether statements are written with their parameters. */
  readonly withParameters: boolean;
}

/** As the server's own role is served; a role can have settings of its own. */
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

/** What people write belongs into no log, and so not into that of the database either (ASVS V16.2.5). */
export async function examineLog(dataSource: DataSource): Promise<Finding> {
  const [{ withRows, withParameters }] = await dataSource.query<[LogSettings]>(LOG_SETTINGS);
  if (withParameters) {
    return warn('database log', 'PostgreSQL logs statements with what people wrote, and hashes.', ADVICE);
  }
  return withRows
    ? warn('database log', 'PostgreSQL logs rows that it refuses, with what people wrote.', ADVICE)
    : ok('database log', 'PostgreSQL logs no values.');
}
