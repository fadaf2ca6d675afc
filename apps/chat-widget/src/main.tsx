/** @jsxImportSource preact */
/// <reference types="vite/client" />
/** Puts the widget into the page that embeds it. The one place that knows the browser's globals. */
import { render } from 'preact';
import { Chat } from './client/chat.ts';
import { countUnread } from './client/conversation.ts';
import { openStore } from './client/key-value-store.ts';
import { newId } from './client/new-id.ts';
import { browserTimers } from './client/timers.ts';
import { noteArrival, readVisit } from './client/visit.ts';
import { createWidgetApi } from './client/widget-api.ts';
import { chooseLocale, readEmbedOptions, type EmbedOptions } from './embed.ts';
import { App } from './ui/app.tsx';
import { PanelVisibility } from './ui/panel-visibility.ts';
import css from './ui/styles.css?inline';
import { createTitleMark } from './ui/title-mark.ts';

/** What a site may call. */
export interface VoronkaWidgetApi {
  /** Opens the panel and moves the focus into it. */
  open(): void;
  /** Closes the panel. */
  close(): void;
}

declare global {
  interface Window {
    VoronkaWidget?: VoronkaWidgetApi;
  }
}

/** A tab out of sight for this long, in ms, gives up its event stream. */
const backgroundAfterMs = 60_000;

const options = readEmbedOptions(document.currentScript, document);
if (!options) console.warn('Voronka: the script element needs data-channel="…" with the key of the channel.');
else if (!window.VoronkaWidget) start(options);

function start({ origin, channelKey, locale }: EmbedOptions): void {
  const prefix = `voronka.${channelKey}.`;
  const store = openStore(() => window.localStorage, prefix);
  const tabStore = openStore(() => window.sessionStorage, prefix);
  noteArrival(tabStore, window.location.href, document.referrer);

  const chat = new Chat({
    api: createWidgetApi({
      origin,
      channelKey,
      timers: browserTimers,
      fetch: (...request) => window.fetch(...request),
    }),
    store,
    timers: browserTimers,
    random: Math.random,
    newId: () => newId(window.crypto),
    visit: () => readVisit(tabStore, window.location.href),
    exclusive: (task) => runExclusively(`${prefix}session`, task),
    locale: chooseLocale(store.get('locale'), locale, navigator.languages),
  });
  const visibility = new PanelVisibility(tabStore);

  watchNetwork(chat);
  watchSight(chat);
  window.addEventListener('storage', () => chat.syncRead());

  window.VoronkaWidget = { open: () => visibility.open(), close: () => visibility.close() };
  whenBodyIsThere(() => {
    const root = createRoot();
    render(
      <App
        chat={chat}
        visibility={visibility}
        tabStore={tabStore}
        onLocale={(chosen) => {
          store.set('locale', chosen);
          chat.setLocale(chosen);
        }}
      />,
      root,
    );
    // A returning visitor sees on the launcher what came meanwhile; others cost the server nothing until they open the panel.
    if (chat.hasPast) chat.start();
  });
}

/** One task at a time over all tabs, where the browser can do that (https and localhost). */
async function runExclusively<T>(name: string, task: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return task();
  return await navigator.locks.request(name, task);
}

function watchNetwork(chat: Chat): void {
  const tell = (): void => chat.setOnline(navigator.onLine);
  tell();
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
}

function watchSight(chat: Chat): void {
  const markTitle = createTitleMark(document);
  let cancel = (): void => undefined;
  const update = (): void => {
    const hidden = document.visibilityState === 'hidden';
    markTitle(hidden ? countUnread(chat.state.messages, chat.state.readUpTo) : 0);
  };
  chat.subscribe(update);
  document.addEventListener('visibilitychange', () => {
    cancel();
    update();
    if (document.visibilityState === 'visible') chat.setBackground(false);
    else cancel = browserTimers.after(backgroundAfterMs, () => chat.setBackground(true));
  });
}

function whenBodyIsThere(task: () => void): void {
  if (document.body) task();
  else document.addEventListener('DOMContentLoaded', task, { once: true });
}

/** A shadow tree that the site's styles cannot reach; its own style sheet needs no permission in the site's CSP. */
function createRoot(): ShadowRoot {
  const host = document.createElement('voronka-widget');
  const keep = { all: 'initial', position: 'fixed', 'z-index': '2147483000' };
  for (const [name, value] of Object.entries(keep)) host.style.setProperty(name, value, 'important');
  const root = host.attachShadow({ mode: 'open' });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style'); // browsers before 2023
    style.textContent = css;
    root.append(style);
  }
  document.body.append(host);
  keepAboveKeyboard(host);
  return root;
}

/** The part of a telephone's screen that its keyboard leaves free. */
function keepAboveKeyboard(host: HTMLElement): void {
  const view = window.visualViewport;
  if (!view) return;
  const update = (): void => {
    host.style.setProperty('--voronka-height', `${view.height}px`);
    host.style.setProperty('--voronka-top', `${view.offsetTop}px`);
  };
  update();
  view.addEventListener('resize', update);
  view.addEventListener('scroll', update);
}
