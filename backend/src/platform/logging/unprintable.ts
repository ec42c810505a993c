/**
 * What nobody sees and what changes what everybody sees: control characters of both sets (ISO 6429), marks that turn
 * the direction of text, joiners and other signs without width, line ends of Unicode. A terminal obeys some of them.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Those that can stand in JSON as they are: below U+0020 are only ends of lines between its parts. */
const RAW_IN_JSON = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Escapes of JSON; in the group are those of control characters, but for the ends of lines and the tabs of a stack. */
const ESCAPE = /\\(?:(u00[01][\da-f]|[bfr])|.)/g;

/** The text with U+FFFD in place of each character that cannot be seen. */
export function replaceUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, '\u{fffd}');
}

/** The same JSON, but a terminal or an editor shows all of it (ASVS V16.4.1). */
export function escapeUnprintable(json: string): string {
  return json.replace(RAW_IN_JSON, (character) => toEscape(character, '\\u'));
}

/** JSON for somebody who decodes it and shows what it says: the escapes are a part of its texts. */
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
