import { textReply } from '../http/http-types.ts';
import type { HttpReply } from '../http/http-types.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { linkIn } from './texts.ts';
import type { PageVoice, TextKey } from './texts.ts';

/** Which CRM a page belongs to. */
export type Crm = 'bitrix24' | 'amocrm';

interface Frame {
  readonly brand: TextKey;
  readonly note: TextKey;
  /** Label and path of each tab. */
  readonly tabs: readonly (readonly [label: TextKey, path: string])[];
  readonly other: readonly [label: TextKey, path: string];
}

const frames: Readonly<Record<Crm, Frame>> = {
  bitrix24: {
    brand: 'portal',
    note: 'portalNote',
    tabs: [
      ['leads', '/leads'],
      ['deals', '/deals'],
      ['contacts', '/contacts'],
    ],
    other: ['amoAccount', '/amocrm/leads'],
  },
  amocrm: {
    brand: 'amoAccount',
    note: 'amoNote',
    tabs: [
      ['amoLeads', '/amocrm/leads'],
      ['contacts', '/amocrm/contacts'],
    ],
    other: ['portal', '/leads'],
  },
};

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
    /** The tab that is shown as open. */
    readonly section: TextKey | null;
    readonly path: string;
    readonly status?: number;
    /** @default 'bitrix24' */
    readonly crm?: Crm;
    /** An address a form of the page is led on to, besides the page's own. */
    readonly formTarget?: string;
    /** A server that the page's scripts speak to, besides the page's own. */
    readonly connectTarget?: string;
  },
  main: Html,
): HttpReply {
  const otherLanguage = voice.language === 'ru' ? 'en' : 'ru';
  const frame = frames[options.crm ?? 'bitrix24'];
  const tabs = frame.tabs.map(
    ([label, path]) =>
      html`<a href="${voice.link(path)}" ${options.section === label ? current : ''}>${voice.say(label)}</a>`,
  );
  const document = html`<!doctype html>
    <html lang="${voice.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${options.title} · ${voice.say(frame.brand)}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/page.css" />
        <script src="/assets/page.js" defer></script>
        ${options.crm === 'amocrm' && html`<script src="/assets/drag.js" defer></script>`}
      </head>
      <body>
        <header>
          <strong title="${voice.say(frame.note)}">${voice.say(frame.brand)}</strong>
          <nav>${tabs}</nav>
          <a class="other" href="${voice.link(frame.other[1])}">${voice.say(frame.other[0])}</a>
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
  const policy = headers['content-security-policy']
    .replace("form-action 'self'", `form-action 'self' ${options.formTarget ?? ''}`.trim())
    .replace("connect-src 'self'", `connect-src 'self' ${options.connectTarget ?? ''}`.trim());
  return { ...reply, headers: { ...reply.headers, ...headers, 'content-security-policy': policy } };
}

const current = html`aria-current="page"`;

/** A page with nothing but one sentence. */
export function messagePage(voice: PageVoice, status: number, message: string, crm: Crm = 'bitrix24'): HttpReply {
  const [, home = '/'] = frames[crm].tabs[0] ?? [];
  const body = html`<section class="panel message">
    <p>${message}</p>
    <p><a href="${voice.link(home)}">${voice.say('back')}</a></p>
  </section>`;
  return page(voice, { title: message, section: null, path: home, status, crm }, body);
}

/** The coloured mark of a stage; colours come from the directory. */
export function stageMark(color: string): Html {
  const fill = /^#[0-9a-f]{6}$/i.test(color) ? color : '#c4c9d0';
  return html`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true">
    <circle cx="5" cy="5" r="5" fill="${fill}" />
  </svg>`;
}
