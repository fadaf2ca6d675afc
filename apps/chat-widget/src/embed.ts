/** Reads how the site embedded the script. */
import type { Locale } from './protocol.ts';

/** The site's settings: attributes of the script element. */
export interface EmbedOptions {
  /** Scheme, host and port of the API. */
  origin: string;
  channelKey: string;
  /** `data-locale`; null: not given or not known. */
  locale: Locale | null;
}

/**
 * `<script src="https://host/widget/voronka-widget.js" data-channel="KEY" data-locale="ru" async></script>`
 *
 * @param script the element that runs now; null in scripts that a bundler took over
 * @param page where to look for the element then
 * @returns null when there is no channel to talk to
 */
export function readEmbedOptions(
  script: HTMLOrSVGScriptElement | null,
  page: Pick<Document, 'querySelector'>,
): EmbedOptions | null {
  const element = (script ?? page.querySelector('script[data-channel][src]')) as HTMLScriptElement | null;
  const channelKey = element?.dataset.channel?.trim();
  if (!element || !channelKey || !element.src) return null;
  return { origin: new URL(element.src).origin, channelKey, locale: readLocale(element.dataset.locale) };
}

/** A language of the widget, from `ru`, `ru-RU`, `en_GB` …; null for any other. */
export function readLocale(tag: string | null | undefined): Locale | null {
  const language = /^[a-z]+/.exec(tag?.toLowerCase() ?? '')?.[0];
  return language === 'ru' || language === 'en' ? language : null;
}

/**
 * The language to begin with: the visitor's own choice, then the site's wish, then the browser's languages in order, then
 * English.
 */
export function chooseLocale(chosen: string | null, wished: Locale | null, browser: readonly string[]): Locale {
  const fromBrowser = browser.map(readLocale).find((locale) => locale !== null);
  return readLocale(chosen) ?? wished ?? fromBrowser ?? 'en';
}
