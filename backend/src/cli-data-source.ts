import { loadConfig } from './platform/config/config';
import { ENTITIES } from './tasks/entities';
import { createDataSource } from './platform/schema/data-source';

const { databaseMigrationUrl, databaseConnectionTimeout } = loadConfig(process.env);

/** What the TypeORM command line works on; it takes an instance, as the default export. */
export default createDataSource(databaseMigrationUrl, databaseConnectionTimeout, ENTITIES);
