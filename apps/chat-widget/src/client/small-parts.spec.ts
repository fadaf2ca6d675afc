import { describe, expect, test } from '@jest/globals';
import { openSessionSchema, sendWidgetMessageSchema } from '@voronka/contracts';
import { webcrypto } from 'node:crypto';
import { chooseLocale, readEmbedOptions, readLocale } from '../embed.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createTitleMark } from '../ui/title-mark.ts';
import { newId } from './new-id.ts';
import { backoffDelayMs } from './timers.ts';
import { noteArrival, readVisit } from './visit.ts';

describe('Back-off', () => {
  test('doubles from 1 s up to 30 s, at least half of it kept', () => {
    expect([1, 2, 3, 5, 6, 60].map((failures) => backoffDelayMs(failures, () => 0))).toEqual([
      500, 1_000, 2_000, 8_000, 15_000, 15_000,
    ]);
    expect(backoffDelayMs(1, () => 0.999_999)).toBe(1_000);
    expect(backoffDelayMs(60, () => 0.999_999)).toBe(30_000);
  });
});

describe('Message ids', () => {
  test('are UUIDs that the API accepts, also where crypto.randomUUID is missing (plain http)', () => {
    const onHttp = { getRandomValues: webcrypto.getRandomValues.bind(webcrypto) } as Pick<Crypto, 'getRandomValues'>;
    for (const id of [newId(onHttp), newId(onHttp), newId(webcrypto as Crypto)])
      expect(sendWidgetMessageSchema.safeParse({ id, text: 'a' }).success).toBe(true);
    expect(newId(onHttp)).not.toBe(newId(onHttp));
  });
});

describe('The visit', () => {
  test('keeps the first page’s referrer and utm_* for pages that have none', () => {
    const store = createMemoryStore();
    noteArrival(store, 'https://shop.example/?utm_source=yandex&UTM_Campaign=oak&x=1', 'https://ya.example/');
    noteArrival(store, 'https://shop.example/tables', 'https://shop.example/');
    expect(readVisit(store, 'https://shop.example/tables#top')).toEqual({
      page: 'https://shop.example/tables',
      referrer: 'https://ya.example/',
      utm: { source: 'yandex', campaign: 'oak' },
    });
  });

  test('a later page with utm_* of its own counts anew', () => {
    const store = createMemoryStore();
    noteArrival(store, 'https://shop.example/?utm_source=yandex', '');
    noteArrival(store, 'https://shop.example/?utm_source=letter', '');
    expect(readVisit(store, 'https://shop.example/').utm).toEqual({ source: 'letter' });
  });

  test('fits the contract whatever the address holds', () => {
    const store = createMemoryStore();
    const long = 'y'.repeat(5_000);
    noteArrival(store, `https://shop.example/?utm_${long}=${long}&utm_=a&utm_term=`, `https://ref.example/${long}`);
    const visit = readVisit(store, `https://shop.example/${long}`);
    expect(openSessionSchema.safeParse(visit).success).toBe(true);
    expect(Object.keys(visit.utm ?? {})).toHaveLength(1);
  });

  test('a damaged note is no obstacle', () => {
    expect(readVisit(createMemoryStore({ arrival: '{' }), 'https://shop.example/')).toEqual({
      page: 'https://shop.example/',
    });
  });
});

describe('Embedding', () => {
  const script = (src: string, dataset: Record<string, string>) => ({ src, dataset }) as unknown as HTMLScriptElement;
  const noPage = {
    querySelector: () => {
      throw new Error('must not be asked');
    },
  };

  test('the API is where the script came from', () => {
    const element = script('https://chat.example:8443/widget/voronka-widget.js?v=1', {
      channel: ' key ',
      locale: 'ru-RU',
    });
    expect(readEmbedOptions(element, noPage)).toEqual({
      origin: 'https://chat.example:8443',
      channelKey: 'key',
      locale: 'ru',
    });
  });

  test('without a channel there is nothing to do', () => {
    expect(readEmbedOptions(script('https://chat.example/w.js', {}), noPage)).toBeNull();
  });

  test('a script that runs detached finds its element in the page', () => {
    const page = { querySelector: () => script('https://chat.example/w.js', { channel: 'k' }) } as unknown as Document;
    expect(readEmbedOptions(null, page)?.channelKey).toBe('k');
  });

  test('languages: own choice, site’s wish, browser, English', () => {
    expect(chooseLocale('en', 'ru', ['ru'])).toBe('en');
    expect(chooseLocale(null, 'ru', ['en'])).toBe('ru');
    expect(chooseLocale(null, null, ['de-DE', 'ru-RU', 'en'])).toBe('ru');
    expect(chooseLocale('xx', null, ['de'])).toBe('en');
    expect(readLocale('English')).toBeNull();
  });
});

describe('The title’s mark', () => {
  test('comes, changes and goes without touching the title itself', () => {
    const page = { title: 'Shop' };
    const mark = createTitleMark(page);
    const seen = [1, 2, 0].map((count) => {
      mark(count);
      return page.title;
    });
    expect(seen).toEqual(['(1) Shop', '(2) Shop', 'Shop']);
  });

  test('a title that the site set meanwhile stays', () => {
    const page = { title: 'Shop' };
    const mark = createTitleMark(page);
    mark(1);
    page.title = 'Basket';
    mark(0);
    expect(page.title).toBe('Basket');
  });
});
