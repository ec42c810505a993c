import { randomBytes } from 'node:crypto';

const secret = (): string => randomBytes(32).toString('base64url');

/** Complete settings with fresh secrets; the cheapest bcrypt, and no limits unless a spec asks for them. */
export function testEnvironment(settings: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    JWT_SECRETS: secret(),
    REFRESH_SECRETS: secret(),
    PASSWORD_PEPPER: secret(),
    BCRYPT_COST: '10',
    AUTH_THROTTLE: 'off',
    REQUESTS_IN_HAND_MAXIMUM: '1000',
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
    ...settings,
  };
}
