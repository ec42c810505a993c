import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HashQueueService } from '../../src/identity/passwords/hash-queue.service';
import { OPERATOR } from '../../src/identity/passwords/requester';
import { reauthenticate } from '../support/people/account';
import {
  forgetLimits,
  guess,
  knownBrowsers,
  newcomer,
  somewhere,
  THROTTLED,
} from '../support/people/password-guesses';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';

/** Fewer than the queue has places for, and than the limits let through at a time. */
const FLOOD = 12;

/** Notes which jobs ask for a turn, by number, and in which order their turns begin. */
function noteTurns(queue: HashQueueService) {
  const run = queue.enqueue.bind(queue);
  const asked: number[] = [];
  const begun: number[] = [];
  const spy = jest.spyOn(queue, 'enqueue').mockImplementation((job, requester) => {
    const turn = asked.push(asked.length) - 1;
    return run(() => {
      begun.push(turn);
      return job();
    }, requester);
  });
  return { asked, begun, restore: () => spy.mockRestore() };
}

describe('A flood of passwords to check', () => {
  let app: TestApp;
  let queue: HashQueueService;
  let eve: Visitor;
  let person: Visitor;
  let busy: PromiseWithResolvers<void>;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
    queue = app.app.get(HashQueueService, { strict: false });
    eve = await newcomer(app);
    person = await newcomer(app);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    await forgetLimits(app.database.owner);
    busy = Promise.withResolvers();
    for (let job = 0; job < queue.concurrent; job += 1) {
      void queue.enqueue(() => busy.promise, OPERATOR);
    }
  });

  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      await nextTurn();
    }
  };
  /** Waits until so many more are in the queue, which nobody leaves meanwhile. */
  const queued = async (
    count: number,
    send: (index: number) => Promise<Answer>,
  ): Promise<Promise<Answer>[]> => {
    const before = queue.length;
    const answers: Promise<Answer>[] = [];
    for (let index = 0; index < count; index += 1) {
      answers.push(send(index));
      await until(() => queue.length === before + index + 1);
      if (index % 5 === 4) {
        // They keep most floods out: here it is about those that get past them.
        await forgetLimits(app.database.owner);
      }
    }
    return answers;
  };
  const signIn = (browser?: Visitor): Promise<Answer> =>
    guess(app, { email: person.email, password: PASSWORD, from: somewhere(), browser });

  const FLOODS: [string, () => (index: number) => Promise<Answer>][] = [
    [
      'from many browsers that one account knows',
      () => {
        const browsers = knownBrowsers(app.database, eve, FLOOD);
        return (index) => guess(app, { email: eve.email, from: somewhere(), browser: browsers[index] });
      },
    ],
    ['from one session', () => () => reauthenticate(eve)],
    [
      'from one source with many e-mails',
      () => {
        const from = somewhere();
        return () => guess(app, { email: `${randomUUID()}@example.org`, from });
      },
    ],
    ['for one account from many sources', () => () => guess(app, { email: eve.email, from: somewhere() })],
    [
      'from one source that signs up again and again',
      () => {
        const from = somewhere();
        return () =>
          app.visitor().send('POST', '/api/v1/auth/register', {
            body: { email: `${randomUUID()}@example.org`, password: PASSWORD },
            headers: { 'x-forwarded-for': from },
          });
      },
    ],
  ];

  it.each(FLOODS)('%s does not keep anybody else from signing in', async (_name, floodOf) => {
    const turns = noteTurns(queue);
    const flood = await queued(FLOOD, floodOf());
    const isOther = turns.asked.length;
    const others = [await queued(1, () => signIn(person)), await queued(1, () => signIn())].flat();
    const asked = turns.asked.length;
    busy.resolve();
    await Promise.all(flood);
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200]);
    turns.restore();
    const order = turns.begun
      .filter((turn) => turn < asked)
      .map((turn) => (turn < isOther ? 'flood' : 'other'));
    expect(order.slice(order.lastIndexOf('other')).length).toBeGreaterThan(FLOOD / 3);
  });

  it('that fills the queue has to give way to others', async () => {
    const fill = Array.from({ length: queue.longest }, () =>
      queue
        .enqueue(() => busy.promise, { known: false, source: 'flood', account: 'flood' })
        .catch(({ code }: { code: string }) => code),
    );
    const stranger = signIn();
    expect(await fill.at(-1)).toBe('UNAVAILABLE');
    busy.resolve();
    expect((await stranger).status).toBe(200);
    expect((await Promise.all(fill)).filter((code) => code === 'UNAVAILABLE')).toHaveLength(1);
  });
});
