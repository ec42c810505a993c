import { Problem } from '../errors/problem';

const TAG = String.raw`(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"`;
const EACH_TAG = new RegExp(TAG, 'g');
/** Tags between commas; elements may be empty (RFC 9110 section 5.6.1). */
const TAG_LIST = new RegExp(`^[ \\t]*(?:${TAG}[ \\t]*)?(?:,[ \\t]*(?:${TAG}[ \\t]*)?)*$`);

const VERSION_TAG = /^"([1-9]\d{0,9})"$/;
/** PostgreSQL's `integer` ends here. */
const VERSION_MAXIMUM = 2_147_483_647;

/** The strong entity tag of a version (RFC 9110 section 8.8.3). */
export function entityTagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The versions that `If-Match` allows; undefined when it allows any. A weak or foreign tag matches no version.
 * @throws Problem MALFORMED_REQUEST when the field holds no entity tags (RFC 9110 section 13.1.1).
 */
export function versionsAllowedBy(ifMatch: string | undefined): number[] | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') {
    return undefined;
  }
  return tagsOf(ifMatch, 'If-Match').flatMap((tag) => {
    const version = Number(VERSION_TAG.exec(tag)?.[1]);
    return version <= VERSION_MAXIMUM ? [version] : [];
  });
}

/** Whether `If-None-Match` names this version, by weak comparison (RFC 9110 section 13.1.2). */
export function isNamedBy(ifNoneMatch: string | undefined, version: number): boolean {
  if (ifNoneMatch === undefined) {
    return false;
  }
  const tags = ifNoneMatch.trim() === '*' ? ['*'] : tagsOf(ifNoneMatch, 'If-None-Match');
  return tags.some((tag) => tag === '*' || tag.replace(/^W\//, '') === entityTagOf(version));
}

function tagsOf(field: string, name: string): string[] {
  const tags = TAG_LIST.test(field) ? field.match(EACH_TAG) : null;
  if (!tags) {
    throw new Problem('MALFORMED_REQUEST', { detail: `The header field ${name} does not hold entity tags.` });
  }
  return tags;
}
