import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { URL } from 'node:url';
import { startEmbeddedPostgres } from '../../../../tools/postgres/embedded-postgres.ts';

/** Runs a PostgreSQL and a hot standby that streams from it, as the parent process asks. */
const SUPERUSER_RULES = ['all', 'replication']
  .map((database) => `host ${database} postgres 127.0.0.1/32 trust\n`)
  .join('');

let directories;
let primary;
let standby;

const commands = {
  async start(directory) {
    directories = { primary: join(directory, 'primary'), standby: join(directory, 'standby') };
    const empty = await startEmbeddedPostgres({ directory: directories.primary, ephemeral: true });
    await empty.stop();
    appendFileSync(join(directories.primary, 'pg_hba.conf'), SUPERUSER_RULES);
    execFileSync('cp', ['-a', directories.primary, directories.standby]);
    primary = await startEmbeddedPostgres({ directory: directories.primary, ephemeral: true });
    follow(join(directories.standby, 'cluster'), new URL(primary.ownerUrl).port);
    return { ownerUrl: primary.ownerUrl, applicationUrl: primary.applicationUrl };
  },
  async startStandby() {
    standby = await startEmbeddedPostgres({ directory: directories.standby, ephemeral: true });
    return { applicationUrl: standby.applicationUrl };
  },
  async stopStandby() {
    await standby.stop();
    return {};
  },
  async stop() {
    await standby.stop();
    await primary.stop();
    return {};
  },
};

function follow(cluster, port) {
  const signal = join(cluster, 'standby.signal');
  const { uid, gid } = statSync(cluster);
  writeFileSync(signal, '');
  chownSync(signal, uid, gid);
  appendFileSync(
    join(cluster, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=postgres'\n`,
  );
}

process.on('message', ({ command, directory }) => {
  commands[command](directory).then(
    (answer) => process.send(answer),
    (error) => process.send({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit());
