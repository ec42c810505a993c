import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ME } from '../support/people/account';
import { type Answer, Visitor } from '../support/people/visitor';
import { sendRaw } from '../support/requests/raw-request';
import { findFreePort } from '../support/servers/free-port';
import { ServerProcess } from '../support/servers/server-process';
import { TraceCollector } from '../support/servers/trace-collector';
import { TASKS } from '../support/tasks/tasks';

const CANARY = 'canary-93be';
const CLEAN = { code: 0, stderr: '' };
/** Milliseconds between batches. */
const SOON = { OTEL_BSP_SCHEDULE_DELAY: '50' };

describe('A server process with traces', () => {
  let database: TestDatabase;
  let collector: TraceCollector;
  let server: ServerProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    collector = await TraceCollector.start();
  });

  afterAll(async () => {
    collector.stop();
    await database.drop();
  });

  async function start(settings: NodeJS.ProcessEnv): Promise<Visitor> {
    server = await ServerProcess.start({ ...database.environment, ...settings });
    await server.ready();
    return new Visitor(server.url);
  }

  async function stop(): Promise<void> {
    server.kill('SIGTERM');
    expect(await server.ending).toEqual(CLEAN);
  }

  const lineOf = ({ headers }: Answer) =>
    server.untilLogged(
      ({ msg, requestId }) => msg === 'request' && requestId === headers.get('x-request-id'),
    );

  describe('and a collector', () => {
    let person: Visitor;

    beforeAll(async () => {
      person = await start({ ...collector.settings, ...SOON });
      await person.register();
    });

    afterAll(stop);

    it('sends a span for a request and for each statement, by the trace id of its line', async () => {
      const { traceId } = await lineOf(await person.send('GET', ME));
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      const request = await collector.untilReceived(
        (span) => span.traceId === traceId && span.name === `GET ${ME}`,
      );
      expect(request.attributes).toEqual(
        expect.arrayContaining([
          { key: 'http.route', value: { stringValue: ME } },
          { key: 'http.response.status_code', value: { intValue: 200 } },
        ]),
      );
      const statement = await collector.untilReceived(
        (span) => span.traceId === traceId && span.name === 'pg.query:SELECT',
      );
      expect(statement.parentSpanId).toBe(request.spanId);
    });

    it('keeps to the trace when the request has a body, in every line about it', async () => {
      const { headers } = await person.login();
      const requestId = headers.get('x-request-id');
      const event = await server.untilLogged(
        (line) => line.event === 'signed-in' && line.requestId === requestId,
      );
      const { traceId } = await lineOf({ headers } as Answer);
      expect(event.traceId).toBe(traceId);
      const insert = await collector.untilReceived(
        (span) => span.traceId === traceId && span.name === 'pg.query:WITH',
      );
      expect(insert.attributes).toContainEqual({
        key: 'db.query.text',
        value: { stringValue: expect.stringContaining('INSERT INTO sessions') },
      });
    });

    it('goes on with the trace of whoever calls', async () => {
      const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
      const answer = await person.send('GET', TASKS, {
        headers: { traceparent: `00-${traceId}-${spanId}-01` },
      });
      expect(await lineOf(answer)).toMatchObject({ traceId });
      const span = await collector.untilReceived(
        (each) => each.traceId === traceId && each.name === `GET ${TASKS}`,
      );
      expect(span.parentSpanId).toBe(spanId);
    });

    it('sends nothing that somebody wrote or must keep secret, in errors neither', async () => {
      await database.owner.query(`
        CREATE FUNCTION quote_row() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'not %', NEW.email; END $$;
        CREATE TRIGGER quote_row BEFORE INSERT ON users FOR EACH ROW
          WHEN (NEW.email LIKE '${CANARY}%') EXECUTE FUNCTION quote_row()`);
      const headers = { 'user-agent': CANARY, 'x-forwarded-host': CANARY, 'x-forwarded-for': CANARY };
      expect((await new Visitor(server.url).register({ email: `${CANARY}@example.org` })).status).toBe(500);
      await person.send('POST', TASKS, { body: { title: CANARY }, headers });
      await person.send('GET', `${TASKS}?q=${CANARY}`, { headers });
      await person.send('GET', `${TASKS}/${CANARY}?access_token=${CANARY}`);
      const { traceId } = await lineOf(await person.send('GET', `/api/v1/${CANARY}?${CANARY}`));
      await collector.untilReceived((span) => span.traceId === traceId);
      await collector.untilReceived(({ attributes }) => attributes.some(({ key }) => key === 'error.type'));

      const { accessToken = '', refreshToken, userId, email } = person;
      for (const secret of [CANARY, accessToken, refreshToken, userId, email, ':password@']) {
        expect(collector.bodies.join('\n')).not.toContain(secret);
      }
      for (const secret of [database.environment.JWT_SECRETS, database.environment.DATABASE_URL]) {
        expect(collector.bodies.join('\n')).not.toContain(secret);
      }
    });

    it('names a request by its route, however its address was written', async () => {
      const fields = ['Authorization', `Bearer ${person.accessToken}`];
      const { traceId } = await lineOf(await sendRaw(server.url, { path: '/%61pi/v1/users/me', fields }));
      await collector.untilReceived((span) => span.traceId === traceId && span.name === `GET ${ME}`);
    });

    it('does not trace who only asks whether all is well', () => {
      expect(collector.spans.map(({ name }) => name)).not.toContainEqual(expect.stringMatching(/health/));
    });
  });

  it('sends what is left when it is told to stop', async () => {
    const person = await start({
      ...collector.settings,
      OTEL_BSP_SCHEDULE_DELAY: '600000',
      OTEL_BSP_EXPORT_TIMEOUT: '600000',
    });
    await person.register();
    const { traceId } = await lineOf(await person.send('GET', ME));
    await stop();
    expect(collector.spans.filter((span) => span.traceId === traceId)).not.toEqual([]);
  });

  it('answers as ever while the collector is away, says so in one line, and stops in time', async () => {
    const nobody = `http://127.0.0.1:${await findFreePort()}`;
    const person = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: nobody,
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      ...SOON,
    });
    await person.register();
    await server.untilLogged(({ level, context }) => level === 'warn' && context === 'OpenTelemetry');
    expect((await person.send('GET', ME)).status).toBe(200);
    await stop();
  });

  it('does not wait for a collector that never answers', async () => {
    const silent = await TraceCollector.start(false);
    const person = await start({ ...silent.settings, ...SOON, OTEL_EXPORTER_OTLP_TIMEOUT: '3600000' });
    await person.register();
    await silent.untilReceived(({ name }) => name.startsWith('POST'));
    expect((await person.send('GET', ME)).status).toBe(200);
    await stop();
    silent.stop();
  });
});
