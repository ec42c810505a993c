import { getParser } from 'bowser';

/** The leading product token of a script, such as `curl`; browsers all send Mozilla. */
const SCRIPT = /^(?!Mozilla\/)([\w.-]{1,40})\//;

/** A readable device name, such as `Firefox on Linux`; null when the user agent is not recognised. */
export function deviceNameOf(userAgent: string | null): string | null {
  if (!userAgent) {
    return null;
  }
  const parser = getParser(userAgent, true);
  const names = [parser.getBrowserName(), parser.getOSName()].filter(Boolean);
  return names.join(' on ') || (SCRIPT.exec(userAgent)?.[1] ?? null);
}
