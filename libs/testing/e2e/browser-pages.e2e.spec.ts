import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { overviewSchema } from '@voronka/contracts';
import { repositoryRoot, startStack } from '@voronka/testing';
import type { Login, Stack } from '@voronka/testing';
import {
  accessibilityFaults,
  givePassword,
  isFirstQuestion,
  launchChromium,
  logInto,
  showTheme,
  sidewaysScroll,
  strangeWords,
  watchPage,
} from '@voronka/testing/browser';
import type { InterfaceLanguage } from '@voronka/testing/browser';
import { dialoguesPlaces } from './browser-pages/dialogues.places.ts';
import { emptyPlaces } from './browser-pages/empty.places.ts';
import { flowsPlaces } from './browser-pages/flows.places.ts';
import { outsidePlaces } from './browser-pages/outside.places.ts';
import type { Place } from './browser-pages/place.ts';
import { settingsPlaces } from './browser-pages/settings.places.ts';
import { liveIn } from './lived-in-demo.ts';
import type { LivedInDemo } from './lived-in-demo.ts';

const wide = { width: 1440, height: 900 };
const narrow = { width: 1280, height: 900 };
/** Pictures to look at; not part of the repository. */
const screenshots = join(repositoryRoot, 'test-results', 'screenshots');

/** Addresses, holes of the texts that a flow is made of, and values that are quoted. */
const notations = [/\S+@\S+/g, /\{\{(?:name|phone|tags|channel)\}\}/g, /“[^”]*”/g];

describe('every page, in both themes', () => {
  let stack: Stack;
  let browser: Browser;
  let admin: Login;
  let demo: LivedInDemo;
  let crmUrl: string;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    admin = await givePassword(stack, 'admin');
    crmUrl = overviewSchema.parse(await stack.admin.call('/api/overview')).demo?.crmUrl ?? '';
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, 60_000);

  /** Names that people gave, which no translation touches. */
  function ownNames(): (string | RegExp)[] {
    const people = [
      'Анна',
      'Ирина',
      'Пётр',
      'Ольга Менеджер',
      'Ольга',
      'Администратор Портала',
      'Администратор',
      'Аудитор',
    ];
    const things = [
      'Демо',
      'Ассистент продаж',
      'Битрикс24 (песочница)',
      'Провайдер (вебхук)',
      'Сайт',
      'вопрос о цене',
      'вебхук',
    ];
    const longestFirst = [...(demo?.said ?? [])].sort((a, b) => b.length - a.length);
    return [...longestFirst, ...people, ...things, 'чат с сайта', 'чат', 'Теги', new URL(stack.url).host, ...notations];
  }

  async function goTo(page: Page, place: Place, language: InterfaceLanguage): Promise<void> {
    const address = new URL(place.path(demo), place.site === 'crm' ? crmUrl : stack.url);
    if (language === 'en') address.searchParams.set('lang', 'en');
    await page.goto(address.href);
    await page.locator(place.shows).first().waitFor();
    await place.act?.(page);
    await page.evaluate(() => document.fonts.ready);
  }

  async function breadthFaults(page: Page): Promise<string[]> {
    const excess = await sidewaysScroll(page);
    return excess > 0 ? [`scrolls sideways by ${excess} px at ${page.viewportSize()?.width}`] : [];
  }

  /** Everything that is wrong with a page. Takes a picture in each theme. */
  async function faultsOf(page: Page, place: Place, language: InterfaceLanguage): Promise<string[]> {
    const faults: string[] = [];
    faults.push(...(await breadthFaults(page)));
    const data = { texts: ownNames(), within: ['code', place.data].filter(Boolean).join(', ') };
    const strange = place.ours === false ? [] : await strangeWords(page, language, data);
    faults.push(...strange.map((piece) => `strange words: ${piece}`));
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(page, theme);
      const picture = `${place.name.replaceAll(/\W+/g, '-')}.${language}.${theme}.png`;
      await page.screenshot({ path: join(screenshots, picture), animations: 'disabled' });
      // What axe looks at is the same in both languages but for the words.
      if (language === 'en' || place.ours === false) continue;
      const found = await accessibilityFaults(page, theme === 'light' ? 'all' : 'colours');
      faults.push(...found.map((fault) => `${theme}: ${fault}`));
    }
    await page.setViewportSize(narrow);
    return [...faults, ...(await breadthFaults(page))];
  }

  function lookAt(places: readonly Place[]): void {
    describe.each(['ru', 'en'] as const)('in %s', (language) => {
      let company: BrowserContext;
      let anybody: BrowserContext;

      beforeAll(async () => {
        const options = {
          locale: language === 'ru' ? 'ru-RU' : 'en-US',
          reducedMotion: 'reduce',
          viewport: wide,
        } as const;
        [company, anybody] = await Promise.all([browser.newContext(options), browser.newContext(options)]);
        await logInto(company, stack.url, admin);
      }, 30_000);

      afterAll(async () => {
        await company?.close();
        await anybody?.close();
      }, 30_000);

      it.each(places)(
        '$name',
        async (place) => {
          const page = await (place.by === 'anybody' ? anybody : company).newPage();
          page.setDefaultTimeout(15_000);
          const { troubles } = watchPage(page, (trouble) => isFirstQuestion(trouble) || isRefusal(trouble));
          try {
            await goTo(page, place, language);
            expect([...(await faultsOf(page, place, language)), ...troubles]).toEqual([]);
          } finally {
            await page.close();
          }
        },
        40_000,
      );
    });
  }

  describe('before the first dialogue', () => lookAt(emptyPlaces));

  describe('with dialogues in every state', () => {
    beforeAll(async () => {
      demo = await liveIn(stack);
    }, 90_000);
    lookAt([...dialoguesPlaces, ...flowsPlaces, ...settingsPlaces, ...outsidePlaces]);
  });
});

/** The browser reports every refused request. */
function isRefusal(trouble: string): boolean {
  return /40[14]/.test(trouble) && /\/api\/(auth\/login|dialogues\/11111111-)/.test(trouble);
}
