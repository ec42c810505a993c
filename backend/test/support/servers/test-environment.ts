import { randomBytes } from 'node:crypto';

const secret = (): string => randomBytes(32).toString('base64url');

/**
 * How long the product waits where it does not wait for ever: longer than any machine is slow. A spec about one of these
 * limits sets it.
 */
const LIMITS_OF_TIME = {
  CONNECTION_TIMEOUT: '1h',
  STATEMENT_TIMEOUT: '1h',
  SHUTDOWN_TIMEOUT: '1h',
  REQUEST_TIMEOUT: '1h',
  EVENT_HEARTBEAT: '1h',
  REFRESH_WINDOW: '30m',
};

/** Settings of a test that the doctor warns of, as they are delivered. */
export const AS_DELIVERED = { REQUESTS_IN_HAND_MAXIMUM: '5', EVENT_HEARTBEAT: '25s' };

/** Complete settings with fresh secrets; the cheapest bcrypt, and no limits unless a spec asks for them. */
export function testEnvironment(settings: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    // Tokens name it, and browsers: the same for every server of an installation, whatever its port.
    PUBLIC_URL: 'http://localhost:3000',
    JWT_SECRETS: secret(),
    REFRESH_SECRETS: secret(),
    PASSWORD_PEPPER: secret(),
    BCRYPT_COST: '4',
    AUTH_THROTTLE: 'off',
    REQUESTS_IN_HAND_MAXIMUM: '1000',
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
    ...LIMITS_OF_TIME,
    ...settings,
  };
}
