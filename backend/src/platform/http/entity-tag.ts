import { Problem } from '../errors/problem';

const TAG = String.raw`(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"`;
const EACH_TAG = new RegExp(TAG, 'g');
/** Tags between commas; elements may be empty (RFC 9110 section 5.6.1). */
const TAG_LIST = new RegExp(`^[ \\t]*(?:${TAG}[ \\t]*)?(?:,[ \\t]*(?:${TAG}[ \\t]*)?)*$`);

/**
 * A version as sent, or as modified by a compressing proxy: weak (nginx) or with the content coding appended, such as
 * `"7-gzip"` (Apache, Caddy), `"7--gzip"` (Jetty) or `"7;br"` (LiteSpeed).
 */
const VERSION_TAG = /^(?:W\/)?"([1-9]\d{0,9})(?:(?:--?|;)(?:br|deflate|gz|gzip|zstd))?"$/;
/** The maximum of PostgreSQL's `integer`. */
const VERSION_MAXIMUM = 2_147_483_647;

/** The strong entity tag of a version (RFC 9110 section 8.8.3). */
export function entityTagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The versions that `If-Match` allows; undefined when it allows any. A foreign tag matches no version. RFC 9110 section
 * 13.1.1 lets no weak tag match, because its bytes may differ; here the tag names a version, which no coding changes.
 * @throws Problem MALFORMED_REQUEST when the field holds no entity tags (RFC 9110 section 13.1.1).
 */
export function versionsAllowedBy(ifMatch: string | undefined): number[] | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') {
    return undefined;
  }
  return tagsOf(ifMatch, 'If-Match').flatMap((tag) => versionOf(tag) ?? []);
}

/** Whether `If-None-Match` names this version (RFC 9110 section 13.1.2). */
export function isNamedBy(ifNoneMatch: string | undefined, version: number): boolean {
  if (ifNoneMatch === undefined) {
    return false;
  }
  return (
    ifNoneMatch.trim() === '*' ||
    tagsOf(ifNoneMatch, 'If-None-Match').some((tag) => versionOf(tag) === version)
  );
}

function versionOf(tag: string): number | undefined {
  const version = Number(VERSION_TAG.exec(tag)?.[1]);
  return version <= VERSION_MAXIMUM ? version : undefined;
}

function tagsOf(field: string, name: string): string[] {
  const tags = TAG_LIST.test(field) ? field.match(EACH_TAG) : null;
  if (!tags) {
    throw new Problem('MALFORMED_REQUEST', { detail: `The header field ${name} does not hold entity tags.` });
  }
  return tags;
}
