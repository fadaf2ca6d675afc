import { textReply } from '../http/http-types.ts';
import type { HttpReply } from '../http/http-types.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { linkIn } from './texts.ts';
import type { PageVoice } from './texts.ts';

export type Section = 'leads' | 'deals' | 'contacts';

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/**
 * A whole page around its main part.
 *
 * @param options.path the page's own address without the language, for the switch
 */
export function page(
  voice: PageVoice,
  options: {
    readonly title: string;
    readonly section: Section | null;
    readonly path: string;
    readonly status?: number;
  },
  main: Html,
): HttpReply {
  const otherLanguage = voice.language === 'ru' ? 'en' : 'ru';
  const tab = (section: Section): Html =>
    html`<a href="${voice.link(`/${section}`)}" ${options.section === section ? current : ''}
      >${voice.say(section)}</a
    >`;
  const document = html`<!doctype html>
    <html lang="${voice.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${options.title} · ${voice.say('portal')}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/page.css" />
        <script src="/assets/page.js" defer></script>
      </head>
      <body>
        <header>
          <strong title="${voice.say('portalNote')}">${voice.say('portal')}</strong>
          <nav>${tab('leads')}${tab('deals')}${tab('contacts')}</nav>
          <a
            class="language"
            href="${linkIn(otherLanguage, options.path)}"
            lang="${otherLanguage}"
            hreflang="${otherLanguage}"
            >${voice.say('otherLanguage')}</a
          >
        </header>
        <main>${main}</main>
      </body>
    </html>`;
  const reply = textReply(options.status ?? 200, 'text/html', document.text);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

const current = html`aria-current="page"`;

/** A page with nothing but one sentence. */
export function messagePage(voice: PageVoice, status: number, message: string): HttpReply {
  const body = html`<section class="panel message">
    <p>${message}</p>
    <p><a href="${voice.link('/leads')}">${voice.say('back')}</a></p>
  </section>`;
  return page(voice, { title: message, section: null, path: '/leads', status }, body);
}

/** The coloured mark of a stage; colours come from the directory. */
export function stageMark(color: string): Html {
  const fill = /^#[0-9a-f]{6}$/i.test(color) ? color : '#c4c9d0';
  return html`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true">
    <circle cx="5" cy="5" r="5" fill="${fill}" />
  </svg>`;
}
