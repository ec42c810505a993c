import type { Config } from '../../platform/config/config';
import { fail, type Finding, ok, warn } from './finding';

/** Header fields that proxies add to responses, but the server never sends (RFC 9110 section 7.6.3). */
const PROXY_HEADERS = ['via', 'server', 'x-served-by', 'x-cache', 'cf-ray'];

/** Without them the address is that of the default port. */
const GIVE_SETTINGS = 'that PUBLIC_URL, or PORT without it, is set here as it is for the server.';

/** Requests `/health/ready` at the public URL. */
export async function examineAddress(config: Config): Promise<Finding[]> {
  const address = new URL('/health/ready', config.publicUrl);
  try {
    const answer = await fetch(address, {
      redirect: 'manual',
      signal: AbortSignal.timeout(config.requestTimeout),
    });
    const body = await answer.text();
    return [judgeAnswer(answer, body), ...judgeProxy(answer, config)];
  } catch (error) {
    const { cause, message } = error as Error & { cause?: Error };
    return [
      warn(
        'address',
        `${address.href} cannot be asked from here (${cause?.message || message}).`,
        'Fine when the server is not started yet, or when its address is only known outside. Else check the proxy, and ' +
          GIVE_SETTINGS,
      ),
    ];
  }
}

function judgeAnswer({ status, headers }: Response, body: string): Finding {
  const location = headers.get('location');
  if (location) {
    return fail(
      'address',
      `It redirects to ${location}.`,
      'Set PUBLIC_URL to the address that people end up at.',
    );
  }
  if (status === 503 && body.includes('"UNAVAILABLE"')) {
    return fail('address', 'The server there is not ready.', 'Look at its log and at the findings above.');
  }
  return status === 200 && body.includes('"ok"')
    ? ok('address', 'The server there is ready.')
    : fail(
        'address',
        `It answers ${status}, and not as Taskward.`,
        `Check where the proxy leads, and ${GIVE_SETTINGS}`,
      );
}

function judgeProxy({ headers }: Response, { trustedProxies }: Config): Finding[] {
  const sign = PROXY_HEADERS.find((name) => headers.has(name));
  return sign && trustedProxies.length === 0
    ? [
        warn(
          'proxy',
          `A proxy answers (${sign}: ${headers.get(sign)}), and nothing it says about clients counts.`,
          'Set TRUSTED_PROXIES to the addresses from which it connects; else everybody is one source.',
        ),
      ]
    : [];
}
