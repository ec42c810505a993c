import { loadConfig } from '../../platform/config/config';
import { ConfigurationError } from '../../platform/config/configuration-error';
import { findStartWarnings } from '../../platform/config/start-warnings';
import { examineAddress } from './address-check';
import { examineDatabase } from './database-check';
import { fail, type Finding, warn } from './finding';
import { examineSettings } from './settings-check';

/** Runs all checks of an installation without changing anything. With invalid settings, reports only those. */
export async function examine(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  try {
    const config = loadConfig(environment);
    return [
      ...examineSettings(config),
      ...findStartWarnings(config, environment).map((warning) =>
        warn('settings', warning, 'See docs/operations.md, Settings.'),
      ),
      ...(await examineDatabase(config)),
      ...(await examineAddress(config)),
    ];
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.problems.map((problem) => fail('settings', problem, 'See docs/operations.md, Settings.'));
    }
    throw error;
  }
}
