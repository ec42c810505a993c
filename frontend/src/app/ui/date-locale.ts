import { texts } from '../texts/texts';

/** The language of the texts with the person's regional format: `en-GB` writes the day before the month. */
export const dateLocale = dateLocaleOf(texts.language, navigator.language);

/** @param browser the browser's preferred language (BCP 47). */
export function dateLocaleOf(language: string, browser: string): string {
  try {
    const { region } = new Intl.Locale(browser).maximize();
    return region ? `${language}-${region}` : language;
  } catch {
    return language;
  }
}
