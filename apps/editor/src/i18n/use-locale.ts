import { useTranslation } from 'react-i18next';
import { isLocale } from './i18n.ts';
import type { Locale } from './i18n.ts';

/** The language the interface is shown in now. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return isLocale(i18n.language) ? i18n.language : 'ru';
}
