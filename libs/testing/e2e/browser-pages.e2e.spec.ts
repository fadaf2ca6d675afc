import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { overviewSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { repositoryRoot, startStack } from '@voronka/testing';
import type { Login, Stack } from '@voronka/testing';
import {
  accessibilityFaults,
  givePassword,
  isFirstQuestion,
  launchChromium,
  logInto,
  sidewaysScroll,
  strangeWords,
  watchPage,
} from '@voronka/testing/browser';
import type { InterfaceLanguage } from '@voronka/testing/browser';
import { liveIn } from './lived-in-demo.ts';
import type { LivedInDemo } from './lived-in-demo.ts';

const wide = { width: 1440, height: 900 };
const narrow = { width: 1280, height: 900 };
/** Pictures to look at; not part of the repository. */
const screenshots = join(repositoryRoot, 'test-results', 'screenshots');

/** A page, and what has to be on it before it is looked at. */
interface Place {
  readonly name: string;
  readonly path: (demo: LivedInDemo) => string;
  readonly shows: string;
  /** What a person does there first. */
  readonly act?: (page: Page) => Promise<void>;
  readonly site?: 'product' | 'crm';
  /** @default a person who is logged in */
  readonly by?: 'anybody';
  /** A package's own page, in English: its words and colours are not ours. */
  readonly ours?: false;
  /** Selector of elements that show data only; see `PageData`. */
  readonly data?: string;
}

const at = (path: string) => () => path;
const inChat = (selector: string) => `voronka-widget ${selector}`;

/** Cards of the CRM and what the portal calls its stages. */
const crmData =
  '.crumb + h1, .column h2, .card, dd, td, option, .plain, .timeline .text, .timeline .quiet, .timeline strong';

/** Addresses, holes of the texts that a flow is made of, and values that are quoted. */
const notations = [/\S+@\S+/g, /\{\{(?:name|phone|tags|channel)\}\}/g, /“[^”]*”/g];

/** Takes the status off the third stage of a funnel. */
async function leaveUnmapped(page: Page): Promise<void> {
  await page.locator('[data-stage] [role="combobox"]').nth(2).click();
  await page
    .getByRole('option')
    .filter({ hasText: /^(не сопоставлен|not mapped)$/ })
    .click();
}

const placesOfAnEmptyDemo: Place[] = [
  { name: 'overview, empty', path: at('/overview'), shows: '.v-out-card' },
  { name: 'dialogues, empty', path: at('/dialogues'), shows: '.v-inbox .v-empty' },
  { name: 'diagnostics, no incidents', path: at('/diagnostics'), shows: '.v-empty' },
  { name: 'diagnostics, nothing held', path: at('/diagnostics?tab=held'), shows: '.v-empty' },
  { name: 'crm, empty', site: 'crm', data: crmData, path: at('/leads'), shows: 'main' },
];

const placesOfALivedInDemo: Place[] = [
  { name: 'login', path: at('/login'), shows: 'input[name="email"]', by: 'anybody' },
  {
    name: 'login, refused',
    path: at('/login'),
    shows: 'input[name="email"]',
    by: 'anybody',
    act: async (page) => {
      await page.locator('input[name="email"]').fill('nobody@voronka.local');
      await page.locator('input[name="password"]').fill('wrong-password');
      await page.locator('button[type="submit"]').click();
      await page.locator('[role="alert"]').waitFor();
    },
  },
  { name: 'password', path: at('/password'), shows: 'input[name="repeat"]' },
  { name: 'overview', path: at('/overview'), shows: '.v-item' },
  { name: 'account menu', path: at('/overview'), shows: '.v-item', act: (page) => page.locator('.v-account').click() },
  {
    name: 'finder',
    path: at('/overview'),
    shows: '.v-item',
    act: async (page) => {
      await page.locator('.v-rail-find').click();
      await page.locator('.mantine-Spotlight-action').first().waitFor();
    },
  },
  { name: 'dialogues', path: at('/dialogues'), shows: '.v-row-body' },
  { name: 'dialogues, nothing found', path: at('/dialogues?q=zzzz'), shows: '.v-inbox .v-empty' },
  { name: 'dialogue', path: ({ done }) => `/dialogues/${done}`, shows: '.v-message' },
  {
    name: 'dialogue, why',
    path: ({ done }) => `/dialogues/${done}`,
    shows: '.v-message',
    act: async (page) => {
      await page.locator('.v-why-button').first().click();
      await page.locator('.v-why .v-rules').waitFor();
    },
  },
  { name: 'dialogue, timeline', path: ({ done }) => `/dialogues/${done}?tab=timeline`, shows: '.v-decision' },
  {
    name: 'dialogue, facts',
    path: ({ done }) => `/dialogues/${done}?tab=timeline&turn=2`,
    shows: '.v-decision',
    act: async (page) => page.locator('.v-facts-button').last().click(),
  },
  { name: 'dialogue, flow', path: ({ done }) => `/dialogues/${done}?tab=flow`, shows: '.vf-node[data-path="passed"]' },
  {
    name: 'dialogue, node',
    path: ({ done }) => `/dialogues/${done}?tab=flow&node=asksPrice`,
    shows: '.v-visits li',
  },
  {
    name: 'dialogue, waiting',
    path: ({ waiting }) => `/dialogues/${waiting}?tab=flow`,
    shows: '.vf-node[data-path="current"]',
  },
  {
    name: 'dialogue of a manager',
    path: ({ manager }) => `/dialogues/${manager}`,
    shows: '.v-message[data-from="manager"]',
  },
  { name: 'dialogue needs a manager', path: ({ needsManager }) => `/dialogues/${needsManager}`, shows: '.v-message' },
  { name: 'dialogue with an incident', path: ({ incident }) => `/dialogues/${incident}`, shows: '.v-banner' },
  { name: 'unknown dialogue', path: at('/dialogues/11111111-1111-4111-8111-111111111111'), shows: '.v-inbox .v-empty' },
  { name: 'flows', path: at('/flows'), shows: '.v-table-name' },
  {
    name: 'flows, new',
    path: at('/flows'),
    shows: '.v-table-name',
    act: async (page) => {
      await page.getByRole('button', { name: /Новый сценарий|New flow/ }).click();
      const dialog = page.getByRole('dialog');
      // What is wrong shows after the first try.
      await dialog.locator('button[type="submit"]').click();
      await dialog.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'flows, file',
    path: at('/flows'),
    shows: '.v-table-name',
    act: async (page) => {
      await page.getByRole('button', { name: /Загрузить из файла|Load from a file/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('button[type="submit"]').click();
      await dialog.getByText(/^(Выберите файл|Choose a file)$/).waitFor();
    },
  },
  { name: 'flows, archive', path: at('/flows?archive=1'), shows: '.v-empty' },
  { name: 'flow', path: at(`/flows/${demoIds.flow}?version=live`), shows: '.vf-node' },
  { name: 'flow, node', path: at(`/flows/${demoIds.flow}?version=live&node=askForPrice`), shows: '.v-node-section' },
  { name: 'flow, findings', path: at(`/flows/${demoIds.flow}?version=draft&findings=1`), shows: '.vf-node' },
  {
    name: 'flow, publish',
    path: at(`/flows/${demoIds.flow}?version=draft`),
    shows: '.vf-node',
    act: async (page) => {
      await page.getByRole('button', { name: /Отбросить|Discard/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'funnels', path: at('/funnels'), shows: '.v-table-name' },
  {
    name: 'funnels, new',
    path: at('/funnels'),
    shows: '.v-table-name',
    act: async (page) => {
      await page.getByRole('button', { name: /Новая воронка|New funnel/ }).click();
      const dialog = page.getByRole('dialog');
      // What is wrong shows after the first try.
      await dialog.getByRole('button', { name: /Новая воронка|New funnel/ }).click();
      await dialog.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  { name: 'funnel', path: at(`/funnels/${demoIds.funnel}`), shows: '[data-mark]', data: '.v-status-select' },
  {
    name: 'funnel, unsaved',
    path: at(`/funnels/${demoIds.funnel}`),
    shows: '[data-mark]',
    data: '.v-status-select',
    act: async (page) => {
      await leaveUnmapped(page);
      await page.locator('.v-save-bar').waitFor();
    },
  },
  {
    name: 'funnel, suggestion',
    path: at(`/funnels/${demoIds.funnel}`),
    shows: '[data-mark]',
    data: '.v-status-select, [role="dialog"] td:nth-child(-n + 3)',
    act: async (page) => {
      await leaveUnmapped(page);
      await page.getByRole('button', { name: /Подобрать по названиям|Suggest by name/ }).click();
      await page.getByRole('dialog').locator('tbody tr').first().waitFor();
    },
  },
  {
    name: 'funnel, test move',
    path: at(`/funnels/${demoIds.funnel}`),
    shows: '[data-mark]',
    data: '.v-status-select, [role="dialog"] input, .v-test-card, .v-test-steps .v-dim',
    act: async (page) => {
      await page.getByRole('button', { name: /Проверить перенос|Test a move/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').first().fill('999999');
      await dialog.getByRole('combobox').click();
      await page.getByRole('option').first().click();
      await dialog.locator('button[type="submit"]').click();
      await dialog.locator('.v-test-report').waitFor();
    },
  },
  {
    name: 'funnel, stages',
    path: at(`/funnels/${demoIds.funnel}`),
    shows: '[data-mark]',
    // Names in both languages stand side by side there.
    data: '.v-status-select, [role="dialog"] input',
    act: async (page) => {
      await page.getByRole('button', { name: /Изменить этапы|Change the stages/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /Добавить этап|Add a stage/ }).click();
      await dialog.getByRole('button', { name: /^(Сохранить|Save)$/ }).click();
      await dialog.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  { name: 'channels', path: at('/channels'), shows: '.v-table-name' },
  { name: 'channel', path: at(`/channels/${demoIds.siteChannel}`), shows: '.v-channel-form' },
  {
    name: 'channel, troubles',
    path: at(`/channels/${demoIds.siteChannel}`),
    shows: '.v-channel-form',
    act: async (page) => {
      await page.getByLabel(/Искать существующего клиента|Search for an existing client/).uncheck();
      await page.getByRole('textbox', { name: /^(По-русски|In Russian)$/ }).fill('1');
      await page.locator('.v-save-bar button[type="submit"]').click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  { name: 'distribution', path: at('/distribution'), shows: '.v-distribution' },
  {
    name: 'distribution, person',
    path: at('/distribution'),
    shows: '.v-distribution',
    act: async (page) => {
      await page
        .getByRole('button', { name: /Настроить|Set up/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'distribution, calendar',
    path: at('/distribution'),
    shows: '.v-distribution',
    act: async (page) => {
      await page.getByRole('button', { name: /Новый календарь|New calendar/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /Добавить день|Add a day/ }).click();
      // What is wrong shows after the first try.
      await dialog.getByRole('button', { name: /^(Сохранить|Save)$/ }).click();
      await dialog.getByRole('alert').waitFor();
    },
  },
  { name: 'assistants', path: at('/assistants'), shows: '.v-table-name' },
  {
    name: 'assistants, webhook',
    path: at('/assistants'),
    shows: '.v-table-name',
    act: async (page) => {
      await page.getByRole('button', { name: /Добавить вебхук|Add a webhook/ }).click();
      const dialog = page.getByRole('dialog');
      // What is wrong shows after the first try.
      await dialog.getByRole('button', { name: /^(Сохранить|Save)$/ }).click();
      await dialog.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  { name: 'assistant', path: at(`/assistants/${demoIds.assistant}`), shows: '.v-assistant-form' },
  {
    name: 'assistant, language model',
    path: at(`/assistants/${demoIds.assistant}`),
    shows: '.v-assistant-form',
    act: async (page) => {
      await page.getByRole('radio', { name: /Языковая модель|A language model/ }).check();
      await page.locator('.v-save-bar button[type="submit"]').click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'assistant, token',
    path: at(`/assistants/${demoIds.assistant}`),
    shows: '.v-assistant-form',
    act: async (page) => {
      await page.getByRole('button', { name: /Выпустить токен|Create a token/ }).click();
      await page.getByRole('dialog').getByRole('checkbox').last().waitFor();
    },
  },
  {
    name: 'assistant, token shown once',
    path: at(`/assistants/${demoIds.assistant}`),
    shows: '.v-assistant-form',
    act: async (page) => {
      await page.getByRole('button', { name: /Выпустить токен|Create a token/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill('24');
      await dialog.getByRole('button', { name: /Выпустить токен|Create a token/ }).click();
      await dialog.locator('.v-code-input').waitFor();
    },
  },
  { name: 'diagnostics, incidents', path: at('/diagnostics'), shows: '.v-item' },
  { name: 'diagnostics, resolved', path: at('/diagnostics?state=resolved'), shows: '.v-item' },
  { name: 'diagnostics, held', path: at('/diagnostics?tab=held'), shows: '.v-item' },
  { name: 'api docs', path: at('/api/docs'), shows: '.swagger-ui .opblock', ours: false },
  { name: 'no such page', path: at('/nothing-here'), shows: '.v-empty' },
  { name: 'demo', path: at('/demo'), by: 'anybody', shows: inChat('.launcher') },
  {
    name: 'demo, consent',
    path: at('/demo'),
    by: 'anybody',
    shows: inChat('.launcher'),
    act: async (page) => {
      await page.locator(inChat('.launcher')).click();
      await page.locator(inChat('.consent .primary')).waitFor();
    },
  },
  {
    name: 'demo, conversation',
    path: at('/demo'),
    by: 'anybody',
    shows: inChat('.launcher'),
    act: async (page) => {
      const chat = (selector: string): Locator => page.locator(inChat(selector));
      await chat('.launcher').click();
      await chat('.consent .primary').click();
      await chat('textarea').fill('?');
      await chat('.send').click();
      await chat('.message.assistant').waitFor();
    },
  },
  { name: 'crm, leads', site: 'crm', data: crmData, path: at('/leads'), shows: 'main a' },
  { name: 'crm, lead', site: 'crm', data: crmData, path: ({ leadId }) => `/leads/${leadId}`, shows: '.timeline' },
  { name: 'crm, contacts', site: 'crm', data: crmData, path: at('/contacts'), shows: 'main a' },
  { name: 'crm, contact', site: 'crm', data: crmData, path: at('/contacts/1'), shows: 'main' },
];

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
    const things = ['Демо', 'Ассистент продаж', 'Битрикс24 (песочница)', 'Провайдер (вебхук)', 'Сайт', 'вопрос о цене'];
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
      await page.emulateMedia({ colorScheme: theme });
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

  describe('before the first dialogue', () => lookAt(placesOfAnEmptyDemo));

  describe('with dialogues in every state', () => {
    beforeAll(async () => {
      demo = await liveIn(stack);
    }, 90_000);
    lookAt(placesOfALivedInDemo);
  });
});

/** The browser reports every refused request. */
function isRefusal(trouble: string): boolean {
  return /40[14]/.test(trouble) && /\/api\/(auth\/login|dialogues\/11111111-)/.test(trouble);
}
