import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { serveAssets } from './portal-assets';
import { PortalFiles } from './portal-files';

const SCRIPT = 'console.log("portal");'.repeat(10);

describe('The files of the portal', () => {
  let folder: string;
  let server: FastifyInstance;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portal-'));
    writeFileSync(join(folder, 'main-AAAAAAAA.js'), SCRIPT);
    writeFileSync(join(folder, 'main-AAAAAAAA.js.br'), brotliCompressSync(SCRIPT));
    writeFileSync(join(folder, 'theme.js'), '//');
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, '.env'), 'SECRET=1');
    server = fastify();
    serveAssets(server, PortalFiles.read(folder));
  });

  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (url: string, headers = {}) => server.inject({ url, headers });

  it('are served though a build has removed them since the server started', async () => {
    rmSync(folder, { recursive: true });
    const answer = await get('/main-AAAAAAAA.js');

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(SCRIPT);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
  });

  it('come in an encoding that the client accepts and the build has made', async () => {
    const [brotli, plain, none] = await Promise.all([
      get('/main-AAAAAAAA.js', { 'accept-encoding': 'gzip, br' }),
      get('/main-AAAAAAAA.js', { 'accept-encoding': 'gzip' }),
      get('/main-AAAAAAAA.js', { 'accept-encoding': 'br;q=0' }),
    ]);

    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(SCRIPT);
    expect([plain, none].map(({ headers, body }) => [headers['content-encoding'], body])).toEqual([
      [undefined, SCRIPT],
      [undefined, SCRIPT],
    ]);
  });

  it('are not sent again to whoever has them', async () => {
    const { headers } = await get('/theme.js');
    const again = await get('/theme.js', { 'if-none-match': headers.etag });

    expect(headers['cache-control']).toBe('no-cache');
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it.each(['/index.html', '/main-AAAAAAAA.js.br', '/.env', '/'])('do not include %s', async (path) => {
    expect((await get(path)).statusCode).toBe(404);
  });
});
