import 'reflect-metadata';
import { reasonOf } from '../errors/reason-of';
import { migrate } from './migrate';

/** Brings the database up to date where there is no npm: a process of its own, before the servers start. */
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
