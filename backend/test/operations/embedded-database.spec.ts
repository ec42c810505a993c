import { createDataSource } from '../../src/platform/schema/data-source';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { PATIENCE } from '../support/time/patience';

describe('The database that the product brings along', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  it('listens on this machine alone', async () => {
    expect(await database.owner.query('SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await database.owner.query('SELECT host(inet_client_addr()) AS ip')).toEqual([
      { ip: '127.0.0.1' },
    ]);
  });

  it('keeps passwords as SCRAM-SHA-256', async () => {
    expect(await database.owner.query('SHOW password_encryption')).toEqual([
      { password_encryption: 'scram-sha-256' },
    ]);
  });

  it('gets no connection in the clear when DATABASE_URL asks for TLS, which it does not speak', async () => {
    const dataSource = createDataSource(`${database.environment.DATABASE_URL}?sslmode=require`, PATIENCE);
    await expect(dataSource.initialize()).rejects.toThrow('does not support SSL');
  });
});
