import { createHmac, timingSafeEqual } from 'node:crypto';

type Key = Parameters<typeof createHmac>[1];

/** HMAC-SHA-256 (RFC 2104) in base64url, 43 characters. */
export function macOf(text: string, key: Key): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Appends a dot and the MAC. */
export function sign(text: string, key: Key): string {
  return `${text}.${macOf(text, key)}`;
}

/** Whether `sign` made this text with the key; constant-time comparison (ASVS V11.2.4). */
export function isSignedBy(signed: string, key: Key): boolean {
  const dot = signed.lastIndexOf('.');
  const mac = Buffer.from(signed.slice(dot + 1));
  const expected = Buffer.from(macOf(signed.slice(0, Math.max(dot, 0)), key));
  return mac.length === expected.length && timingSafeEqual(mac, expected);
}

/** Replaces a text that must not be revealed: 22 characters, 132 bits of its MAC. */
export function pseudonymOf(text: string, key: Key): string {
  return macOf(text, key).slice(0, 22);
}
