/**
 * Invisible characters, and those that change how text is displayed: control characters of both sets (ISO 6429),
 * bidirectional marks, joiners and other zero-width characters, Unicode line separators. Terminals obey some of them.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Those that can occur unescaped in JSON: below U+0020 only line ends between tokens. */
const RAW_IN_JSON = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** JSON escapes; the group captures those of control characters, except line ends and the tabs of a stack trace. */
const ESCAPE = /\\(?:(u00[01][\da-f]|[bfr])|.)/g;

/** Replaces each invisible character with U+FFFD. */
export function replaceUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, '\u{fffd}');
}

/** The same JSON with invisible characters escaped, so that terminals and editors show them (ASVS V16.4.1). */
export function escapeUnprintable(json: string): string {
  return json.replace(RAW_IN_JSON, (character) => toEscape(character, '\\u'));
}

/** For tools that decode the JSON before displaying it: the escapes become part of the text. */
export function spellUnprintable(json: string): string {
  return json
    .replace(ESCAPE, (escape, control?: string) => (control ? `\\${escape}` : escape))
    .replace(RAW_IN_JSON, (character) => toEscape(character, '\\\\u'));
}

/** One escape for each UTF-16 unit (RFC 8259 section 7). */
function toEscape(character: string, mark: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => mark + unit.toString(16).padStart(4, '0')).join('');
}
