import { randomBytes } from 'node:crypto';
import { ageRotation, sessionOf } from '../support/database/session-rows';
import { ME } from '../support/people/account';
import { readToken } from '../support/people/forged-token';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ServerPair } from '../support/servers/server-pair';

type Keys = Record<'JWT_SECRETS' | 'REFRESH_SECRETS' | 'PASSWORD_PEPPER', string>;

const newKeys = (): Keys => ({
  JWT_SECRETS: newSecret(),
  REFRESH_SECRETS: newSecret(),
  PASSWORD_PEPPER: newSecret(),
});

describe('Keys of two server processes that are restarted one after the other', () => {
  let pair: ServerPair;
  /** Those that both know when a test begins. */
  let former = newKeys();
  let person: Visitor;

  beforeAll(async () => {
    pair = await ServerPair.start({ ...former });
  });

  afterAll(() => pair.stop());

  beforeEach(async () => {
    person = pair.visitor();
    await person.register();
  });

  /** Reads, refreshes and signs in by way of each, and uses on either what the other one gave. */
  async function expectNobodyNotices(): Promise<void> {
    for (const [place, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      await ageRotation(pair.database.owner, person.refreshToken);
      person = pair.via(place, person);
      expect((await person.refresh()).status).toBe(200);
      expect((await person.send('GET', ME)).status).toBe(200);
      const elsewhere = pair.via(other, person);
      expect((await elsewhere.send('GET', ME)).status).toBe(200);
      expect((await elsewhere.refresh()).status).toBe(200);
      expect((await pair.via(place, pair.visitor()).login({ email: person.email })).status).toBe(200);
    }
  }

  async function restartBoth(settings: Keys): Promise<void> {
    for (const place of [0, 1] as const) {
      await pair.restart(place, settings);
      await expectNobodyNotices();
    }
    former = settings;
  }

  it('change without anybody being signed out: appended, put in front, the old ones taken off', async () => {
    const next = newKeys();
    const { kid } = readToken(person.accessToken ?? '').header;
    const [, refreshKid] = person.refreshToken.split('.');
    const session = await sessionOf(pair.database.owner, person.refreshToken);
    const old = former;
    await restartBoth(join(old, next));
    await restartBoth(join(next, old));
    // Hashes need their pepper for longer: they are renewed as people sign in.
    await restartBoth({ ...next, PASSWORD_PEPPER: former.PASSWORD_PEPPER });
    expect(readToken(person.accessToken ?? '').header.kid).not.toBe(kid);
    expect(person.refreshToken.split('.')[1]).not.toBe(refreshKid);
    expect(await sessionOf(pair.database.owner, person.refreshToken)).toMatchObject({
      id: session.id,
      revoked_at: null,
      authenticated_at: session.authenticated_at,
    });
  });

  it('end no session when a new one is put in front before the other process knows it', async () => {
    const settings = join(newKeys(), former);
    await pair.restart(0, settings);
    const here = pair.via(0, person);
    await ageRotation(pair.database.owner, person.refreshToken);
    expect((await here.refresh()).status).toBe(200);
    const there = pair.via(1, here);
    expectProblem(await there.send('GET', ME), 401, 'TOKEN_INVALID');
    expectProblem(await there.refresh(), 401, 'REFRESH_REJECTED');
    await pair.restart(1, settings);
    former = settings;
    person = pair.via(1, here);
    expect((await person.send('GET', ME)).status).toBe(200);
    await expectNobodyNotices();
  });
});

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Lists in which the keys of the one stand before those of the other. */
function join(first: Keys, second: Keys): Keys {
  const names = Object.keys(first) as (keyof Keys)[];
  return Object.fromEntries(names.map((name) => [name, `${first[name]},${second[name]}`])) as Keys;
}
