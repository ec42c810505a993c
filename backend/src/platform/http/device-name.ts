import { getParser } from 'bowser';

/** The product that a script names first, such as `curl`; every browser calls itself Mozilla there. */
const SCRIPT = /^(?!Mozilla\/)([\w.-]{1,40})\//;

/** What a person would call the device, such as `Firefox on Linux`; null when the user agent tells nothing. */
export function deviceNameOf(userAgent: string | null): string | null {
  if (!userAgent) {
    return null;
  }
  const parser = getParser(userAgent, true);
  const names = [parser.getBrowserName(), parser.getOSName()].filter(Boolean);
  return names.join(' on ') || (SCRIPT.exec(userAgent)?.[1] ?? null);
}
