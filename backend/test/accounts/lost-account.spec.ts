import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const ME = '/api/v1/users/me';

describe('A person whose account is gone while a token lives', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  const change = (sql: string) => app.database.owner.query(sql, [person.userId]);

  it.each([
    ['deleted', 'DELETE FROM users WHERE id = $1'],
    ['disabled', 'UPDATE users SET disabled_at = now() WHERE id = $1'],
  ])('is out with the next request when it is %s', async (_name, sql) => {
    await change(sql);
    const answer = await person.send('GET', ME);
    expectProblem(answer, 401, 'SESSION_ENDED');
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expectProblem(await person.send('GET', '/api/v1/tasks'), 401, 'SESSION_ENDED');
    expectProblem(await person.refresh(), 401, 'REFRESH_REJECTED');
    expectProblem(await person.login(), 401, 'INVALID_CREDENTIALS');
  });

  it('can sign up again with the same e-mail, as somebody new', async () => {
    const former = person.clone();
    await change('DELETE FROM users WHERE id = $1');
    expect((await person.register({ email: former.email })).status).toBe(201);
    expect(person.userId).not.toBe(former.userId);
    expectProblem(await former.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await former.refresh(), 401, 'REFRESH_REJECTED');
  });

  it('can sign out all the same', async () => {
    await change('DELETE FROM users WHERE id = $1');
    expect((await person.logout()).status).toBe(204);
  });
});
