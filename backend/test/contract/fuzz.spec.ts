import fc from 'fast-check';
import { type Operation, operationsOf, readDocument } from '../support/contract/api-document';
import { DocumentValidator } from '../support/contract/document-validator';
import { type RandomRequest, requestsOf, type TokenKind } from '../support/contract/random-requests';
import { createPersonalToken } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, UNKNOWN_ID } from '../support/tasks/tasks';

const REQUESTS = 10_000;
const AT_ONCE = 10;
/** Enough that some survive to the end. */
const TASKS = 50;
/** The same requests each time; `FUZZ_SEED` tries others. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121);

const EVENT_STREAM = 'text/event-stream';

/** Each of these costs a password hash, so there are fewer of them. */
const HASHING = /register|login|reauthenticate|changePassword|deleteCurrentUser/;

const DOWNLOADS: readonly (string | undefined)[] = ['exportTasks', 'exportCurrentUser'];

describe('Ten thousand random requests', () => {
  let app: TestServer;
  let validator: DocumentValidator;
  let operations: Operation[];
  let requests: fc.Arbitrary<RandomRequest>;
  let person: Visitor;
  let tokens: Record<TokenKind, string | undefined>;
  const statuses = new Map<number, number>();

  beforeAll(async () => {
    app = await sharedServer();
    const document = await readDocument(app);
    validator = new DocumentValidator(document);
    operations = operationsOf(document);
    person = app.visitor();
    await person.register();
    const { token } = await createPersonalToken(person, { scopes: ['tasks:read', 'tasks:write'] });
    tokens = { session: person.accessToken, personal: token, none: undefined, garbage: 'a.b.c' };
    const ids = [UNKNOWN_ID];
    for (let count = 0; count < TASKS; count += 1) {
      ids.push((await createTask(person, { tags: ['home'], dueDate: '2026-11-21' })).id);
    }
    requests = fc.oneof(
      ...operations.map((operation) => ({
        arbitrary: requestsOf(document, operation, ids),
        weight: HASHING.test(operation.operationId) ? 1 : 10,
      })),
    );
  });

  afterAll(() => app.stop());

  /** Signing out, in whatever way, is among the requests. */
  async function signInAgain(): Promise<void> {
    await person.login();
    tokens = { ...tokens, session: person.accessToken };
  }

  async function send({ operation, path, headers, body, token }: RandomRequest) {
    const bearer = tokens[token];
    const response = await fetch(app.url + path, {
      method: operation.method,
      headers: { ...(bearer && { Authorization: `Bearer ${bearer}` }), ...headers },
      body,
      redirect: 'manual',
    });
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    const text = type === EVENT_STREAM ? await readFirstPart(response) : await response.text();
    return { status: response.status, type, text };
  }

  /** A download is cut off when another request ends its session. */
  async function sendUnlessCut(
    request: RandomRequest,
  ): Promise<Awaited<ReturnType<typeof send>> | undefined> {
    try {
      return await send(request);
    } catch (error) {
      if (DOWNLOADS.includes(request.operation.operationId)) {
        return undefined;
      }
      throw error;
    }
  }

  /** @returns whether the session is over. */
  async function check(request: RandomRequest): Promise<boolean> {
    const answer = await sendUnlessCut(request);
    if (!answer) {
      return true;
    }
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const fault = validator.findFault(request.operation, answer);
    expect({ request, answer, fault }).toEqual({ request, answer, fault: undefined });
    expect(answer.status).toBeLessThan(500);
    return answer.text.includes('"SESSION_ENDED"') || request.operation.operationId === 'logout';
  }

  it('are answered, each as the document says and none by a failure of the server', async () => {
    const groups = fc.array(requests, { minLength: AT_ONCE, maxLength: AT_ONCE });
    const property = fc.asyncProperty(groups, async (group) => {
      const ended = await Promise.all(group.map(check));
      if (ended.includes(true)) {
        await signInAgain();
      }
    });
    await fc.assert(property, { numRuns: REQUESTS / AT_ONCE, seed: SEED, endOnFailure: true });
  });

  it('were not all refused', () => {
    const count = (status: number) => statuses.get(status) ?? 0;
    expect(count(200) + count(201) + count(204)).toBeGreaterThan(REQUESTS / 10);
    expect(count(400)).toBeGreaterThan(REQUESTS / 10);
    expect([401, 403, 404, 412, 415].filter((status) => count(status) === 0)).toEqual([]);
  });
});

/** A stream of events has no end of its own. */
async function readFirstPart(response: Response): Promise<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const { value = '' } = await reader.read();
  await reader.cancel();
  return value;
}
