import { once } from 'node:events';
import { connect } from 'node:net';
import { startTestApp } from '../support/servers/test-app';

describe('A server that closes', () => {
  it('does not wait for connections that were opened in advance, and lets requests finish', async () => {
    const app = await startTestApp();
    const person = app.visitor();
    await person.register();
    const unused = connect(Number(new URL(app.url).port), 'localhost');
    await once(unused, 'connect');
    const answer = person.send('GET', '/api/v1/users/me');
    await once(app.app.getHttpAdapter().getInstance().server, 'request');
    const closed = once(unused, 'close');
    await app.stop();
    await closed;
    expect((await answer).status).toBe(200);
  });
});
