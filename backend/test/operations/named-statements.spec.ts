import { DataSource, type QueryRunner } from 'typeorm';
import { startTestApp, type TestApp } from '../support/servers/test-app';

const READ = 'SELECT value FROM kept WHERE id = $1';
const PREPARED = `SELECT statement, generic_plans + custom_plans AS uses FROM pg_prepared_statements
                  WHERE statement LIKE '%kept%'`;

describe('Statements with parameters', () => {
  let app: TestApp;
  let connection: QueryRunner;

  const start = async (settings?: NodeJS.ProcessEnv): Promise<void> => {
    app = await startTestApp(settings);
    await app.database.owner.query('CREATE TABLE kept (id integer, value integer)');
    await app.database.owner.query('INSERT INTO kept VALUES (1, 7)');
    await app.database.owner.query('GRANT SELECT ON kept TO PUBLIC');
    connection = app.app.get(DataSource).createQueryRunner();
  };
  const read = (): Promise<unknown> => connection.query(READ, [1]);
  const changeType = (type: string): Promise<unknown> =>
    app.database.owner.query(`ALTER TABLE kept ALTER COLUMN value TYPE ${type}`);

  afterEach(async () => {
    await connection.release();
    await app.stop();
  });

  it('are prepared once for a connection', async () => {
    await start();
    await read();
    await read();
    expect(await connection.query(PREPARED)).toEqual([{ statement: READ, uses: '2' }]);
  });

  it('are not prepared for a pooler that does not keep them', async () => {
    await start({ DATABASE_NAMED_STATEMENTS: 'off' });
    expect(await read()).toEqual([{ value: 7 }]);
    expect(await connection.query(PREPARED)).toEqual([]);
  });

  it('are answered when the type of a column changes meanwhile', async () => {
    await start();
    expect(await read()).toEqual([{ value: 7 }]);
    await changeType('text');
    expect(await read()).toEqual([{ value: '7' }]);
    expect(await read()).toEqual([{ value: '7' }]);
  });

  it('fail in a transaction that has spoilt itself so, and are answered in the next', async () => {
    await start();
    await read();
    await changeType('text');
    await connection.startTransaction();
    await expect(read()).rejects.toThrow('cached plan must not change result type');
    await connection.rollbackTransaction();
    await connection.startTransaction();
    expect(await read()).toEqual([{ value: '7' }]);
    await connection.commitTransaction();
  });
});
