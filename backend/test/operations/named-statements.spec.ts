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

  it('have their columns described once for a connection', async () => {
    await start();
    const { connection: wire } = (await connection.connect()) as { connection: { describe(): void } };
    const describe = jest.spyOn(wire, 'describe');
    expect([await read(), await read(), await read()]).toEqual(Array(3).fill([{ value: 7 }]));
    expect(describe).toHaveBeenCalledTimes(1);
  });

  it('may return no rows', async () => {
    await start();
    await app.database.owner.query('GRANT UPDATE ON kept TO PUBLIC');
    const find = (): Promise<unknown> => connection.query(READ, [2]);
    const change = (): Promise<unknown> => connection.query('UPDATE kept SET value = 8 WHERE id = $1', [2]);
    expect([await find(), await find()]).toEqual([[], []]);
    expect([await change(), await change()]).toEqual([
      [[], 0],
      [[], 0],
    ]);
  });

  it('may return rows without columns', async () => {
    await start();
    const exists = (): Promise<unknown> => connection.query('SELECT FROM kept WHERE id = $1', [1]);
    expect([await exists(), await exists(), await exists()]).toEqual([[{}], [{}], [{}]]);
  });

  it('are answered after one of them has failed', async () => {
    await start();
    await read();
    await expect(connection.query(READ, ['one'])).rejects.toThrow('invalid input syntax for type integer');
    expect([await read(), await read()]).toEqual(Array(2).fill([{ value: 7 }]));
  });

  it('are answered after one with a value that cannot be sent, before and after they are prepared', async () => {
    await start();
    const value = {
      toPostgres: () => {
        throw new Error('This cannot be sent.');
      },
    };
    const unsendable = () => connection.query(READ, [value]);
    await expect(unsendable()).rejects.toThrow('This cannot be sent.');
    expect([await read(), await read()]).toEqual(Array(2).fill([{ value: 7 }]));
    await expect(unsendable()).rejects.toThrow('This cannot be sent.');
    expect([await read(), await read()]).toEqual(Array(2).fill([{ value: 7 }]));
  });

  it('have their columns described each time where a pooler makes up the id of the process', async () => {
    await start();
    const client = (await connection.connect()) as { processID: number; connection: { describe(): void } };
    Object.assign(client, { processID: client.processID + 1, isDirect: undefined });
    const describe = jest.spyOn(client.connection, 'describe');
    expect([await read(), await read()]).toEqual(Array(2).fill([{ value: 7 }]));
    expect(describe).toHaveBeenCalledTimes(2);
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
