import fastify from 'fastify';
import { addHookTo, kindOf, markRoutes } from './route-kind';

describe('The kind of a route', () => {
  it.each([
    ['/api/v1/tasks/:id', 'api'],
    ['/api/docs', 'docs'],
    ['/api/docs-json', 'docs'],
    ['/api/docs/*', 'docs'],
    ['/health/ready', 'health'],
    ['/', 'portal'],
    ['/*', 'portal'],
    ['/apiary', 'portal'],
    ['/main-ABCDEFGH.js', 'portal'],
  ])('of %s is %s', (url, kind) => {
    expect(kindOf({ url })).toBe(kind);
  });

  it('stands in its configuration, beside what else is there, and decides about its hooks', async () => {
    await using server = fastify();
    markRoutes(server);
    addHookTo(
      server,
      (route) => kindOf(route) === 'api',
      (_request, reply, done) => {
        void reply.header('x-api', 'yes');
        done();
      },
    );
    server.get('/api/v1/a', { config: { streamsBody: true } }, ({ routeOptions }) => routeOptions.config);
    server.get('/b', ({ routeOptions }) => routeOptions.config);
    const [api, portal, nowhere] = await Promise.all(
      ['/%61pi/v1/a', '/b', '/api/v1/c'].map((url) => server.inject(url)),
    );
    expect(api!.json()).toMatchObject({ kind: 'api', streamsBody: true });
    expect(portal!.json()).toMatchObject({ kind: 'portal' });
    expect([api, portal, nowhere].map((answer) => answer!.headers['x-api'])).toEqual([
      'yes',
      undefined,
      undefined,
    ]);
  });
});
