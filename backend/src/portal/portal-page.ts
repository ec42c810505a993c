import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config';

/** Where the portal is built to, seen from the built server. */
export const PORTAL_FOLDER = resolve(__dirname, '../../../../portal/browser');

export const PAGE_FILE = 'index.html';

/** What stands in the built page for the nonce of one answer. */
const NONCE_PLACEHOLDER = 'CSP_NONCE';

/** The portal's one page, with a policy that lets nothing run but the portal itself (ASVS V3.4.3). */
@Injectable()
export class PortalPage {
  /** Read once, like the files that it names: a new build may have others. */
  private readonly template = readTemplate();

  constructor(private readonly config: Config) {}

  /** The page for one answer; undefined when no portal was built. */
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

function readTemplate(): string | undefined {
  try {
    return readFileSync(join(PORTAL_FOLDER, PAGE_FILE), 'utf8');
  } catch {
    return undefined;
  }
}
