import type { Answer, Visitor } from '../support/people/visitor';
import { sendRaw } from '../support/requests/raw-request';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { TASK_IMPORT } from '../support/tasks/task-files';
import { TASKS } from '../support/tasks/tasks';
import { growthOf, PATTERNS, repeat } from '../support/time/linear-time';

/** In characters; eight times as many fit into the header of a request, which may have 16 KiB. */
const HEADER_SIZE = 1_800;
/** In characters; eight times as many fit into a JSON body. */
const BODY_SIZE = 8_000;

/** In characters; eight times as many are thousands of rows. */
const FILE_SIZE = 2_000;

const HEADERS = [
  'accept',
  'accept-encoding',
  'access-control-request-headers',
  'authorization',
  'content-type',
  'cookie',
  'forwarded',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'last-event-id',
  'origin',
  'range',
  'traceparent',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-request-id',
];
const PARAMETERS = ['q', 'cursor', 'tag', 'priority', 'sort', 'status', 'limit', 'nobody'];
/** Signs that may stand in an address as they are: Node's parser takes more of them than a browser sends. */
const BARE = /^[!"$-~]+$/;

/** Patterns that make rows, members or elements of their own, of which a file has many. */
const FILE_PATTERNS = [
  'a',
  '"',
  '""',
  ',',
  '\r\n',
  'x\r\n',
  '"a",\r\n',
  '[',
  '{"a":',
  '\\',
  '\u0300\u0316',
  ' ',
];

describe('The time that the server spends on', () => {
  let app: TestApp;
  let ada: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ TRUSTED_PROXIES: '127.0.0.1' });
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  /** Whatever the answer is, its time must not grow with the square of what was sent. */
  const expectLinear = async (
    size: number,
    patterns: string[],
    send: (text: string) => Promise<Answer>,
  ): Promise<void> => {
    for (const pattern of patterns) {
      const growth = await growthOf(async (length) => {
        const { status } = await send(repeat(pattern, length));
        expect(status).toBeLessThan(500);
      }, size);
      expect({ pattern, ...growth }).toEqual({ pattern, ...growth, isLinear: true });
    }
  };

  it.each([['/'], ['/api/v1/tasks/'], ['/tasks/']])('a path that begins with %s', async (start) => {
    await expectLinear(HEADER_SIZE / 3, PATTERNS, (text) => ada.send('GET', start + encodeURI(text)));
  });

  it.each(PARAMETERS)('the parameter %s', async (name) => {
    await expectLinear(HEADER_SIZE / 3, PATTERNS, (text) =>
      ada.send('GET', `${TASKS}?${name}=${encodeURIComponent(text)}`),
    );
  });

  it.each(['q', 'cursor', 'tag', 'priority'])(
    'the parameter %s, in signs that are not encoded',
    async (name) => {
      const patterns = PATTERNS.filter((pattern) => BARE.test(pattern));
      const fields = ['Authorization', `Bearer ${ada.accessToken}`];
      await expectLinear(HEADER_SIZE, patterns, (text) =>
        sendRaw(app.url, { path: `${TASKS}?${name}=${text},${text.slice(-1)}`, fields }),
      );
    },
  );

  it('parameters that are many', async () => {
    const patterns = ['a&', 'a=1&', '&', '=', 'a[b]=1&', 'tag=x&'];
    await expectLinear(HEADER_SIZE, patterns, (text) => ada.send('GET', `${TASKS}?${text}`));
  });

  it.each(HEADERS)('the header field %s', async (name) => {
    const patterns = PATTERNS.filter((pattern) => /^[\x20-\x7e]+$/.test(pattern));
    await expectLinear(HEADER_SIZE, patterns, (text) =>
      ada.send('GET', TASKS, { headers: { [name]: `x${text}x` } }),
    );
  });

  it.each(['email', 'password', 'displayName'])('the %s of somebody new', async (field) => {
    await expectLinear(BODY_SIZE, PATTERNS, (text) =>
      app.visitor().send('POST', '/api/v1/auth/register', {
        body: { email: 'a@b.example', password: 'x', displayName: 'Ada', [field]: text },
      }),
    );
  });

  it.each(['title', 'description', 'tags', 'dueDate', 'nobody'])('the %s of a task', async (field) => {
    await expectLinear(BODY_SIZE, PATTERNS, (text) =>
      ada.send('POST', TASKS, { body: { title: '', [field]: field === 'tags' ? [...text] : text } }),
    );
  });

  it('a body that is JSON, or nearly', async () => {
    const patterns = ['[', '{"a":', '"a":1,', '"', '\\', '\\u0000', '1', ' ', ',', '{},', '[],'];
    await expectLinear(BODY_SIZE, patterns, (text) => ada.send('POST', TASKS, { body: `{${text}` }));
  });

  it('a body with members of many names', async () => {
    await expectLinear(BODY_SIZE, ['a'], (text) => {
      const names = Array.from({ length: text.length / 8 }, (_, n) => [`n${n}`, n]);
      return ada.send('POST', TASKS, { body: Object.fromEntries(names) as object });
    });
  });

  it.each([
    ['csv', 'text/csv', 'title,description,tags\r\n'],
    ['todoist', 'text/csv', 'TYPE,CONTENT,DESCRIPTION,PRIORITY\r\n'],
    ['json', 'application/json', '{"format":"taskward-tasks","version":1,"tasks":['],
  ])('a file that is imported as %s', async (format, type, start) => {
    await expectLinear(FILE_SIZE, FILE_PATTERNS, (text) =>
      ada.send('POST', `${TASK_IMPORT}?format=${format}&dryRun=true`, {
        headers: { 'content-type': type },
        body: start + text,
      }),
    );
  });
});
