import { Config } from '../platform/config/config';
import { Environment } from '../platform/config/environment';
import { PortalFiles } from './portal-files';
import { PortalPageService } from './portal-page.service';

const PAGE =
  '<meta name="taskward-origins" content="OWN_ORIGINS" /><app-root ngCspNonce="CSP_NONCE"></app-root>';

describe('PortalPageService', () => {
  const pageOf = (settings: Partial<Environment>) => {
    const config = new Config(Object.assign(new Environment(), settings));
    const files = new PortalFiles(new Map([['index.html', Buffer.from(PAGE)]]));
    return new PortalPageService(config, files).render();
  };

  it('tells the portal at which addresses people can sign in', () => {
    const page = pageOf({
      PUBLIC_URL: 'https://tasks.example.org/',
      CORS_ORIGINS: 'https://app.example.org,capacitor://localhost',
    });
    expect(page?.html).toContain('content="https://tasks.example.org https://app.example.org"');
  });

  it.each([
    ['https://a"onload=x.example.org', 'https://a&#34;onload=x.example.org'],
    ['https://$`$&$$.example.org', 'https://$`$&#38;$$.example.org'],
  ])('keeps the address %s within its attribute', (origin, shown) => {
    const { html } = pageOf({ PUBLIC_URL: origin, CORS_ORIGINS: origin }) ?? {};
    expect(html).toContain(`content="${shown} ${shown}" /><app-root`);
  });

  it('has a nonce of its own for each response', () => {
    const settings = { PUBLIC_URL: 'https://tasks.example.org' };
    expect(pageOf(settings)?.html).not.toBe(pageOf(settings)?.html);
  });
});
