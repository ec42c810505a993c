import type { Config } from '../../platform/config/config';
import { POOL_SIZE } from '../../platform/schema/data-source';
import { type Finding, ok, warn } from './finding';

/** More keys than a finished rotation leaves: old ones were never retired. */
const KEYS_MAXIMUM = 2;
/** Default read timeout of common proxies, in milliseconds. */
const HEARTBEAT_MAXIMUM = 60_000;

/** Valid settings that are risky for some installations. */
export function examineSettings(config: Config): Finding[] {
  return [
    ok('settings', 'All are valid.'),
    examineMode(config),
    examinePublicUrl(config),
    examineKeys('JWT_SECRETS', config.jwtSecrets.length),
    examineKeys('REFRESH_SECRETS', config.refreshSecrets.length),
    ok('PASSWORD_PEPPER', `${config.passwordPeppers.length} in the list, strong enough.`),
    examineProxies(config),
    examineRequestsInHand(config),
    examineHeartbeat(config),
  ];
}

function examineMode({ production, loopback }: Config): Finding {
  return production || loopback
    ? ok('NODE_ENV', production ? 'production' : 'A personal installation on this machine.')
    : warn(
        'NODE_ENV',
        'Others reach this server, and it does not insist on strong settings.',
        'Set NODE_ENV=production.',
      );
}

function examinePublicUrl({ publicUrl, secure, loopback }: Config): Finding {
  return secure || loopback
    ? ok('PUBLIC_URL', publicUrl.origin)
    : warn(
        'PUBLIC_URL',
        `${publicUrl.origin} is not https: passwords and cookies go over the network in the clear.`,
        'Put a proxy with TLS in front, and set PUBLIC_URL to its https address. Where that is not to be, on a network of ' +
          'your own, ALLOW_INSECURE_HTTP=on lets production run.',
      );
}

/** `loadConfig` has already checked that each key is long and random. */
function examineKeys(name: string, count: number): Finding {
  return count <= KEYS_MAXIMUM
    ? ok(name, `${count} in the list, strong enough.`)
    : warn(
        name,
        `${count} in the list.`,
        `Retire those that nothing needs: secrets rotate ${name} --step retire`,
      );
}

function examineRequestsInHand({ requestsInHandMaximum }: Config): Finding {
  return requestsInHandMaximum < POOL_SIZE
    ? ok(
        'REQUESTS_IN_HAND_MAXIMUM',
        `${requestsInHandMaximum} of a person at a time, ${POOL_SIZE} connections.`,
      )
    : warn(
        'REQUESTS_IN_HAND_MAXIMUM',
        `One person can occupy all ${POOL_SIZE} connections to the database.`,
        `Set it to less than ${POOL_SIZE}.`,
      );
}

function examineHeartbeat({ eventHeartbeat }: Config): Finding {
  return eventHeartbeat <= HEARTBEAT_MAXIMUM
    ? ok('EVENT_HEARTBEAT', `${eventHeartbeat / 1_000} s`)
    : warn(
        'EVENT_HEARTBEAT',
        'Proxies close a stream of events that says nothing for a minute.',
        'Set it to less than what your proxy waits, 25s for example.',
      );
}

function examineProxies({ secure, trustedProxies }: Config): Finding {
  if (trustedProxies.some((network) => network.endsWith('/0'))) {
    return warn(
      'TRUSTED_PROXIES',
      'Everybody is trusted to name another address as their own.',
      'List the addresses of your proxies only.',
    );
  }
  return secure && trustedProxies.length === 0
    ? warn(
        'TRUSTED_PROXIES',
        'PUBLIC_URL is https, so a proxy stands in front; without it in the list everybody counts as one source.',
        'Set TRUSTED_PROXIES to the addresses from which your proxy connects.',
      )
    : ok(
        'TRUSTED_PROXIES',
        trustedProxies.length > 0 ? trustedProxies.join(', ') : 'Nobody; none is needed.',
      );
}
