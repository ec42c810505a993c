import 'reflect-metadata';
import { reasonOf } from '../errors/reason-of';
import { migrate } from './migrate';

/** Migrates the database where npm is unavailable: a separate process, run before the servers start. */
migrate(process.env).then(
  (names) =>
    process.stdout.write(
      names.length > 0 ? `Migrated: ${names.join(', ')}\n` : 'The database is up to date.\n',
    ),
  (error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = 1;
  },
);
