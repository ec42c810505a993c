/** A cursor: base64url. */
export const CURSOR_FORM = { maxLength: 2_000, pattern: '^[A-Za-z0-9_-]+$' } as const;

export const IP_ADDRESS = {
  type: String,
  nullable: true,
  maxLength: 45,
  pattern: '^[0-9a-fA-F:.]+$',
  example: '203.0.113.7',
} as const;

export const DEVICE_NAME = {
  type: String,
  nullable: true,
  maxLength: 200,
  example: 'Firefox on Linux',
} as const;

/** The answer's header field with the next page (RFC 8288). */
export const LINK_HEADER = {
  Link: { description: 'The next page, as rel="next".', schema: { type: 'string', maxLength: 8_000 } },
} as const;
