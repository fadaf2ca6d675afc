import type { Page } from 'playwright-core';
import { demoIds } from '@voronka/persistence';
import { at } from './place.ts';
import type { Place } from './place.ts';

/** Takes the status off the third stage of a funnel. */
async function leaveUnmapped(page: Page): Promise<void> {
  await page.locator('[data-stage] [role="combobox"]').nth(2).click();
  await page
    .getByRole('option')
    .filter({ hasText: /^(не сопоставлен|not mapped)$/ })
    .click();
}

/** Flows and funnels. */
export const flowsPlaces: Place[] = [
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
    name: 'board',
    path: at(`/funnels/${demoIds.funnel}/board`),
    shows: '.v-board-card',
    data: '.v-board-status',
  },
  {
    name: 'board, a menu',
    path: at(`/funnels/${demoIds.funnel}/board`),
    shows: '.v-board-card',
    data: '.v-board-status',
    act: async (page) => {
      await page.locator('.v-board-card').first().hover();
      await page.locator('.v-board-menu').first().click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
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
];
