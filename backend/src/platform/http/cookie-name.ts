import type { Config } from '../config/config';

type Address = Pick<Config, 'publicUrl' | 'secure'>;

/**
 * Browsers send cookies to every port of a host (RFC 6265 section 8.5). A non-default port is appended to the cookie's
 * name, so that signing in to one server does not sign out of another on the same host.
 */
export function cookieNameOf(name: string, { publicUrl: { port } }: Pick<Address, 'publicUrl'>): string {
  return port ? `${name}_${port}` : name;
}

/** A name that, on an https address, only this host can set, and only over encryption (RFC 6265bis). */
export function hostCookieNameOf(name: string, address: Address): string {
  return `${address.secure ? '__Host-' : ''}${cookieNameOf(name, address)}`;
}
