import { loadConfig } from '../config/config';
import { createDataSource } from './data-source';

/** What the TypeORM command line works on; it takes an instance, as the default export. */
export default createDataSource(loadConfig(process.env).databaseMigrationUrl);
