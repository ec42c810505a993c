import type { DatabaseUrls } from '../postgres/database-urls.ts';
import { databaseFolder, prepareDataDirectory } from './data-directory.ts';
import { isSet } from './is-set.ts';
import { provideSecrets } from './secrets.ts';

/**
 * The server's settings: those of `variables` and, for a personal installation, defaults for missing ones: generated
 * secrets and the database that `openDatabase` opens in the data directory. Production gets no such defaults; the
 * server then reports what is missing.
 */
export async function prepareEnvironment(
  variables: NodeJS.ProcessEnv,
  openDatabase: (directory: string) => Promise<DatabaseUrls>,
): Promise<NodeJS.ProcessEnv> {
  if (variables.NODE_ENV === 'production') {
    return variables;
  }

  const directory = prepareDataDirectory(variables);
  const settings = { ...variables, ...provideSecrets(variables, directory) };
  if (isSet(variables, 'DATABASE_URL')) {
    return settings;
  }

  const { applicationUrl, ownerUrl } = await openDatabase(databaseFolder(directory));
  return { ...settings, DATABASE_URL: applicationUrl, DATABASE_MIGRATION_URL: ownerUrl };
}
