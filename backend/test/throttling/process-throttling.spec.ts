import { LIMITS } from '../../src/identity/throttling/limits';
import { changePassword, NEW_PASSWORD, reauthenticate } from '../support/people/account';
import {
  countBy,
  forgetLimits,
  guess,
  haveFailed,
  knownBrowsers,
  letTimePass,
  newcomer,
  prolongWaits,
  somewhere,
  THROTTLED,
} from '../support/people/password-guesses';
import { type Answer, PASSWORD, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ServerPair } from '../support/servers/server-pair';

type Route = 'login' | 'register' | 'refresh';
const ROUTES: Route[] = ['login', 'register', 'refresh'];

describe('Two server processes that count together', () => {
  let pair: ServerPair;
  let person: Visitor;
  let from: string;

  beforeAll(async () => {
    pair = await ServerPair.start(THROTTLED);
    person = pair.visitor();
    await person.register();
  });

  afterAll(() => pair.stop());

  beforeEach(async () => {
    from = somewhere();
    await forgetLimits(pair.database.owner);
  });

  /** One request after another in turns, all of them under way at once. */
  const split = (count: number, send: (url: string) => Promise<Answer>): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => send(pair.urls[index % 2 ? 1 : 0])));
  const statusesOf = (answers: Answer[]) => countBy(answers.map(({ status }) => status));

  /** Cheap, and refused only after it was counted. */
  const knock = (route: Route, url: string): Promise<Answer> =>
    new Visitor(url).send('POST', `/api/v1/auth/${route}`, {
      headers: { 'x-taskward-csrf': '1', 'x-forwarded-for': from },
      ...(route !== 'refresh' && { body: {} }),
    });
  const fail = (url: string, source = from): Promise<Answer> =>
    guess({ url }, { email: person.email, from: source });

  /** As if there had been so many already. */
  const setPoints = (key: string, points: number) =>
    pair.database.owner.query(`UPDATE rate_limits SET points = $2 WHERE key LIKE $1`, [key, points]);

  it.each(ROUTES)('let nobody pass the limit of %s with a hundred requests at once', async (route) => {
    await knock(route, pair.urls[0]);
    await letTimePass(pair.database.owner, -3_600);
    await setPoints(`%${from}`, LIMITS[route].quota - 10);
    const answers = await split(100, (url) => knock(route, url));
    expect(answers.filter(({ status }) => status !== 429)).toHaveLength(10);
    for (const url of pair.urls) {
      expectProblem(await knock(route, url), 429, 'RATE_LIMITED');
    }
  });

  it('give a source its five free failures for an account once, not once each', async () => {
    for (let failure = 0; failure <= LIMITS.password.quota; failure += 1) {
      expect((await fail(pair.urls[failure % 2 ? 1 : 0])).status).toBe(401);
    }
    for (const url of pair.urls) {
      await prolongWaits(pair.database.owner);
      const answer = await guess({ url }, { email: person.email, from, password: PASSWORD });
      expectProblem(answer, 429, 'RATE_LIMITED');
      expect(answer.headers.get('ratelimit-policy')).toBe('"password";q=5;w=3600');
    }
  });

  it('check one of fifty passwords at once when the wait of a source is over', async () => {
    await fail(pair.urls[0]);
    await haveFailed(pair.database.owner);
    expect(statusesOf(await split(50, fail))).toEqual({ 401: 1, 429: 49 });
  });

  it('check no more than the last three of a hundred passwords at once from many sources', async () => {
    await fail(pair.urls[0]);
    await setPoints('account:%', LIMITS.account.quota - 3);
    const answers = await split(100, (url) => fail(url, somewhere()));
    expect(statusesOf(answers)).toEqual({ 401: 3, 429: 97 });
  });

  it("let the owner's own browser in on the other when strangers have used up the account's budget", async () => {
    await fail(pair.urls[0]);
    await setPoints('account:%', LIMITS.account.quota);
    for (const url of pair.urls) {
      const right = { email: person.email, password: PASSWORD, from: somewhere() };
      expectProblem(await guess({ url }, right), 429, 'RATE_LIMITED');
      expect((await guess({ url }, { ...right, browser: person })).status).toBe(200);
    }
  });

  /** One browser after another in turns, all of them under way at once. */
  const signInWith = (browsers: Visitor[], password: string): Promise<Answer[]> =>
    Promise.all(
      browsers.map((browser, index) =>
        guess({ url: pair.urls[index % 2 ? 1 : 0] }, { email: browser.email, password, from, browser }),
      ),
    );

  it('let the browsers of an account sign in twenty times a minute, however many they are', async () => {
    const answers = await signInWith(knownBrowsers(pair.database, person, 41), '');
    expect(statusesOf(answers)).toEqual({ 400: LIMITS.known_account.quota, 429: 21 });
  });

  it("check no more than the last three of many wrong passwords of an account's browsers and sessions", async () => {
    const somebody = await newcomer(pair);
    await reauthenticate(pair.via(1, somebody), 'not the right one');
    await setPoints('known_failures:%', LIMITS.known_failures.quota - 3);
    const answers = await signInWith(knownBrowsers(pair.database, somebody, 12), 'not the right one');
    expect(statusesOf(answers)).toEqual({ 401: 3, 429: 9 });
    for (const visitor of pair.split(2, somebody)) {
      expectProblem(await reauthenticate(visitor), 429, 'RATE_LIMITED');
    }
  });

  it('check ten passwords a minute of somebody who is signed in', async () => {
    const somebody = await newcomer(pair);
    const sessions = [somebody, pair.visitor(), pair.visitor()];
    for (const elsewhere of sessions.slice(1)) {
      await elsewhere.login({ email: somebody.email });
    }
    expect((await reauthenticate(somebody)).status).toBe(200);
    await letTimePass(pair.database.owner, -600);
    const more = await Promise.all(
      sessions.flatMap((session) => pair.split(5, session).map((visitor) => reauthenticate(visitor))),
    );
    expect(statusesOf(more)).toEqual({ 200: LIMITS.check.quota - 1, 429: 6 });
  });

  it('know no browser any more, but one, when the password was changed on the other', async () => {
    const somebody = await newcomer(pair);
    const collected = knownBrowsers(pair.database, somebody, 10);
    await changePassword(somebody);
    await guess(somebody, { email: somebody.email, from });
    await setPoints('account:%', LIMITS.account.quota);
    expect(statusesOf(await signInWith(collected, NEW_PASSWORD))).toEqual({ 429: 10 });
    expect(statusesOf(await signInWith(pair.split(2, somebody), NEW_PASSWORD))).toEqual({ 200: 2 });
  });

  it('go on counting when one of them was restarted', async () => {
    await knock('register', pair.urls[0]);
    await letTimePass(pair.database.owner, -3_600);
    await setPoints(`%${from}`, LIMITS.register.quota - 4);
    await split(4, (url) => knock('register', url));
    await pair.restart(0);
    for (const url of pair.urls) {
      expectProblem(await knock('register', url), 429, 'RATE_LIMITED');
    }
  });
});
