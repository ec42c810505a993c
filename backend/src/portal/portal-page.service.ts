import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config';
import { PortalFiles } from './portal-files';

export const PAGE_FILE = 'index.html';

/** Placeholder in the built page for the response's nonce. */
const NONCE_PLACEHOLDER = 'CSP_NONCE';

/** Placeholder for the origins, separated by spaces, at which people can sign in: the public one first. */
const ORIGINS_PLACEHOLDER = 'OWN_ORIGINS';

/** The portal's only page, with a content security policy that allows only the portal's own scripts (ASVS V3.4.3). */
@Injectable()
export class PortalPageService {
  private readonly template: string | undefined;

  constructor(
    private readonly config: Config,
    { contents }: PortalFiles,
  ) {
    const page = contents.get(PAGE_FILE);
    this.template =
      page &&
      Buffer.from(page)
        .toString()
        .replaceAll(ORIGINS_PLACEHOLDER, () => toAttribute(originsOf(config)));
  }

  /** The page for one response; undefined if the portal was not built. */
  render(): { html: string; policy: string } | undefined {
    const nonce = randomBytes(16).toString('base64');
    return this.template === undefined
      ? undefined
      : { html: this.template.replaceAll(NONCE_PLACEHOLDER, nonce), policy: this.policyFor(nonce) };
  }

  private policyFor(nonce: string): string {
    return [
      "default-src 'self'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types angular angular#components',
      ...(this.config.secure ? ['upgrade-insecure-requests'] : []),
    ].join('; ');
  }
}

/** Those that a browser can open. */
function originsOf({ publicUrl, corsOrigins }: Config): string {
  return [publicUrl.origin, ...corsOrigins.filter((origin) => /^https?:/.test(origin))].join(' ');
}

/** The text as the value of an attribute in quotes. */
function toAttribute(text: string): string {
  return text.replace(/[&"'<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
