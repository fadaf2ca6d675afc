import type { Page } from 'playwright-core';
import { demoIds } from '@voronka/persistence';
import { at } from './place.ts';
import type { Place } from './place.ts';

/** Opens a dialog and sends it as it is: what is wrong shows after the first try. */
async function openAndSend(page: Page, button: RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('button[type="submit"]').click();
  await dialog.locator('[aria-invalid="true"]').first().waitFor();
}

/** What an admin sets up. */
export const settingsPlaces: Place[] = [
  { name: 'channels', path: at('/channels'), shows: '.v-table-name' },
  {
    name: 'channels, new',
    path: at('/channels'),
    shows: '.v-table-name',
    act: (page) => openAndSend(page, /Новый канал|New channel/),
  },
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
  {
    name: 'assistants, new',
    path: at('/assistants'),
    shows: '.v-table-name',
    act: (page) => openAndSend(page, /Новый ассистент|New assistant/),
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
  { name: 'signals', path: at('/signals'), shows: 'table tbody tr' },
  { name: 'integrations', path: at('/integrations'), shows: '.v-table-name' },
  {
    name: 'integrations, new',
    path: at('/integrations'),
    shows: '.v-table-name',
    act: (page) => openAndSend(page, /Подключить CRM|Join a CRM/),
  },
  {
    name: 'integrations, new amoCRM',
    path: at('/integrations'),
    shows: '.v-table-name',
    act: async (page) => {
      await openAndSend(page, /Подключить CRM|Join a CRM/);
      await page.getByRole('dialog').getByText('amoCRM FULL', { exact: true }).click();
    },
  },
  {
    name: 'integrations, new other',
    path: at('/integrations'),
    shows: '.v-table-name',
    act: async (page) => {
      await openAndSend(page, /Подключить CRM|Join a CRM/);
      await page
        .getByRole('dialog')
        .getByText(/^(Другая CRM|Another CRM)$/)
        .click();
    },
  },
  { name: 'integration', path: at(`/integrations/${demoIds.integration}`), shows: '#integration-abilities' },
];
