import type { Config } from '../config/config';

type Address = Pick<Config, 'publicUrl' | 'secure'>;

/**
 * Browsers send cookies to every port of a host (RFC 6265 section 8.5). So that signing in to one server does not sign
 * out of another on the same host, the name of a cookie ends with the port, where it is not the usual one of the scheme.
 */
export function cookieNameOf(name: string, { publicUrl: { port } }: Pick<Address, 'publicUrl'>): string {
  return port ? `${name}_${port}` : name;
}

/** The name of a cookie that no other host and no page without encryption can have set, on an https address (RFC 6265bis). */
export function hostCookieNameOf(name: string, address: Address): string {
  return `${address.secure ? '__Host-' : ''}${cookieNameOf(name, address)}`;
}
