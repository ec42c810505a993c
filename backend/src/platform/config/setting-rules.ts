import { isIP } from 'node:net';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { DURATION_PATTERN, NO_TIME, parseDuration } from './duration';
import { findSecretListProblem } from './secret-list';

type Rule = (value: string) => string | undefined;

/** A rule whose message is the sentence it returns; it never includes the value, which may be a secret. */
function SettingRule(name: string, rule: Rule): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && rule(value) === undefined,
      defaultMessage: (context?: ValidationArguments) => rule(String(context?.value)) ?? 'is not valid',
    },
  });
}

const itemsOf = (list: string): string[] => list.split(',').map((item) => item.trim());

const every =
  (accepts: (item: string) => boolean, message: string): Rule =>
  (list) =>
    list === '' || itemsOf(list).every(accepts) ? undefined : message;

export const IsDuration = (): PropertyDecorator =>
  SettingRule('isDuration', (value) =>
    DURATION_PATTERN.test(value) ? undefined : 'must be a duration such as 10s, 15m, 12h or 7d',
  );

/** No wait is longer than a day; a timer longer than some weeks would fire immediately. */
const TIMEOUT_MAXIMUM = '1d';

export const IsTimeout = (): PropertyDecorator =>
  SettingRule('isTimeout', (value) =>
    DURATION_PATTERN.test(value) && parseDuration(value) <= parseDuration(TIMEOUT_MAXIMUM)
      ? undefined
      : `must be a duration such as 500ms, 10s or 5m, at most ${TIMEOUT_MAXIMUM}`,
  );

export const IsPause = (): PropertyDecorator =>
  SettingRule('isPause', (value) =>
    value === NO_TIME || DURATION_PATTERN.test(value)
      ? undefined
      : `must be ${NO_TIME} or a duration such as 5s or 1m`,
  );

export const IsInteger = (minimum: number, maximum: number): PropertyDecorator =>
  SettingRule('isInteger', (value) =>
    /^\d{1,9}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum
      ? undefined
      : `must be a whole number from ${minimum} to ${maximum}`,
  );

export const IsOptionalPort = (): PropertyDecorator =>
  SettingRule('isOptionalPort', (value) =>
    /^\d{0,5}$/.test(value) && Number(value) <= 65_535 && value !== '0'
      ? undefined
      : 'must be empty or a port from 1 to 65535',
  );

export const IsOneOf = (...choices: string[]): PropertyDecorator =>
  SettingRule('isOneOf', (value) =>
    choices.includes(value)
      ? undefined
      : `must be one of: ${choices.map((choice) => choice || '(empty)').join(', ')}`,
  );

export const IsSecretList = (): PropertyDecorator =>
  SettingRule('isSecretList', (value) => (value === '' ? 'is required' : findSecretListProblem(value)));

const ENCODED =
  ' in which characters of the password such as @ # / ? % are percent-encoded: %40 %23 %2F %3F %25';

export const IsDatabaseUrl = (): PropertyDecorator =>
  SettingRule('isDatabaseUrl', (value) => {
    if (value === '') {
      return 'is required';
    }
    if (namesNoHost(value)) {
      return 'names no host: postgresql://localhost/taskward, or postgresql:///taskward?host=/run/postgresql for a socket';
    }
    return isDatabaseUrl(value) ? undefined : `must be a postgresql:// address${ENCODED}`;
  });

/** Nothing else is in it that could be a part of a password. */
function namesNoHost(text: string): boolean {
  return /^postgres(?:ql)?:\/\/\/[\w-]*$/.test(text);
}

export const IsDatabaseUrlList = (): PropertyDecorator =>
  SettingRule('isDatabaseUrlList', every(isDatabaseUrl, 'must be postgresql:// addresses, in a comma list'));

export const IsOrigin = (): PropertyDecorator =>
  SettingRule('isOrigin', (value) =>
    value === '' || isOrigin(value)
      ? undefined
      : 'must be an http or https address without path, such as https://tasks.example.com',
  );

export const IsOriginList = (): PropertyDecorator =>
  SettingRule(
    'isOriginList',
    every(
      (item) => isOrigin(item) || isAppOrigin(item),
      'must be exact origins such as https://app.example.com or capacitor://localhost (no *, no path)',
    ),
  );

export const IsNetworkList = (): PropertyDecorator =>
  SettingRule('isNetworkList', every(isNetwork, 'must be IP addresses or networks such as 10.0.0.0/8'));

/**
 * An unescaped `/`, `?` or `#` in a password ends the host or port, and the `@` after it was meant to precede the host:
 * part of the password would be looked up in the DNS, and logged, as a host name.
 */
function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    ['postgres:', 'postgresql:'].includes(url.protocol) &&
    (url.hostname !== '' || url.searchParams.has('host')) &&
    /^(?:\/[^/@]*)?$/.test(url.pathname) &&
    !url.search.includes('@') &&
    url.hash === '' &&
    [url.username, url.password, url.pathname].every(isPercentEncoded)
  );
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** A host of the names and addresses in use; a URL may hold others, such as `a"b` and `*`. */
const HOST = /^(?:[\w.-]+|\[[\da-f:]+\])$/;

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    HOST.test(url.hostname) &&
    url.origin === text.replace(/\/$/, '').toLowerCase()
  );
}

/** The origin of an app's pages, which come from no server. */
function isAppOrigin(text: string): boolean {
  return /^(?!https?:|file:)[a-z][a-z0-9+.-]*:\/\/[a-z0-9.-]+(?::\d{1,5})?$/.test(text);
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128)))
  );
}
