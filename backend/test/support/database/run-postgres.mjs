import { startEmbeddedPostgres } from '../../../../tools/postgres/embedded-postgres.ts';

/** Starts and stops the PostgreSQL that the product brings along, as the parent process asks. */
let database;

const commands = {
  async start(options) {
    database = await startEmbeddedPostgres(options);
    return { ownerUrl: database.ownerUrl, applicationUrl: database.applicationUrl };
  },
  async stop() {
    await database.stop();
    return {};
  },
};

process.on('message', ({ command, ...options }) => {
  commands[command](options).then(
    (answer) => process.send(answer),
    (error) => process.send({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit());
