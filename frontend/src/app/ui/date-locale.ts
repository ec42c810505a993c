import { texts } from '../texts/texts';

/** The words of the texts, in the order that the person's region uses: `en-GB` writes the day before the month. */
export const dateLocale = dateLocaleOf(texts.language, navigator.language);

/** @param browser the language that the browser prefers (BCP 47). */
export function dateLocaleOf(language: string, browser: string): string {
  try {
    const { region } = new Intl.Locale(browser).maximize();
    return region ? `${language}-${region}` : language;
  } catch {
    return language;
  }
}
