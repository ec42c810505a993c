import { randomBytes } from 'node:crypto';
import { ageRotation, sessionOf } from '../support/database/session-rows';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { readToken } from '../support/people/forged-token';
import { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn } from '../support/servers/test-app';

const ME = '/api/v1/users/me';
const newSecret = () => randomBytes(32).toString('base64url');

describe('Secrets that change while people are signed in', () => {
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof startServerOn>> | undefined;
  let person: Visitor;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    person = new Visitor(await startWith({}));
    await person.register();
  });

  afterEach(() => server?.app.close());

  /** Starts the server anew; resolves to its address. */
  async function startWith(settings: NodeJS.ProcessEnv): Promise<string> {
    await server?.app.close();
    server = await startServerOn({ ...database, environment: { ...database.environment, ...settings } });
    return server.url;
  }

  async function restartWith(settings: NodeJS.ProcessEnv): Promise<void> {
    const url = await startWith(settings);
    person = Object.assign(person.clone(), { url });
  }

  const inFrontOf = (name: string) => `${newSecret()},${database.environment[name]}`;

  it('sign nobody out when a new key is put in front of the old one', async () => {
    const { kid } = readToken(person.accessToken ?? '').header;
    const former = person.refreshToken;
    const settings = {
      JWT_SECRETS: inFrontOf('JWT_SECRETS'),
      REFRESH_SECRETS: inFrontOf('REFRESH_SECRETS'),
      PASSWORD_PEPPER: inFrontOf('PASSWORD_PEPPER'),
    };
    await restartWith(settings);
    expect((await person.send('GET', ME)).status).toBe(200);
    await ageRotation(database.owner, former);
    expect((await person.refresh()).status).toBe(200);
    expect(readToken(person.accessToken ?? '').header.kid).not.toBe(kid);
    expect(person.refreshToken.split('.')[1]).not.toBe(former.split('.')[1]);
    expect((await person.refresh(former)).status).toBe(200);
    expect((await person.login()).status).toBe(200);
    expect((await person.register()).status).toBe(201);
  });

  it('refuse access tokens of a key that was removed, and the refresh token still helps', async () => {
    await restartWith({ JWT_SECRETS: newSecret() });
    expectProblem(await person.send('GET', ME), 401, 'TOKEN_INVALID');
    expect((await person.refresh()).status).toBe(200);
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('refuse refresh tokens of a key that was removed, and touch no session', async () => {
    await restartWith({ REFRESH_SECRETS: newSecret() });
    expectProblem(await person.refresh(), 401, 'REFRESH_REJECTED');
    expect((await sessionOf(database.owner, person.refreshToken)).revoked_at).toBeNull();
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('refuse every password when its pepper was removed', async () => {
    await restartWith({ PASSWORD_PEPPER: newSecret() });
    expectProblem(await person.login(), 401, 'INVALID_CREDENTIALS');
  });

  it('survive a restart without any change', async () => {
    await restartWith({});
    expect((await person.send('GET', ME)).status).toBe(200);
    expect((await person.refresh()).status).toBe(200);
  });
});
