import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { ru } from './ru.ts';

/** Languages of the interface. */
export const locales = ['ru', 'en'] as const;

/** A language of the interface. */
export type Locale = (typeof locales)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof ru };
  }
}

const storageKey = 'voronka.locale';

/** Whether a string names a language of the interface. */
export function isLocale(value: unknown): value is Locale {
  return value === 'ru' || value === 'en';
}

/** The language before anybody has logged in: what was chosen here last, else the browser's, else Russian. */
export function initialLocale(stored: string | null, browserLanguages: readonly string[]): Locale {
  if (isLocale(stored)) return stored;
  const known = browserLanguages.map((language) => language.slice(0, 2)).find(isLocale);
  return known ?? 'ru';
}

/** Starts i18next with both languages in the bundle; there is nothing to wait for. */
export function startI18n(): void {
  const lng = initialLocale(localStorage.getItem(storageKey), navigator.languages);
  document.documentElement.lang = lng;
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    localStorage.setItem(storageKey, language);
  });
  void i18next.use(initReactI18next).init({
    lng,
    resources: { ru: { translation: ru }, en: { translation: en } },
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
}
