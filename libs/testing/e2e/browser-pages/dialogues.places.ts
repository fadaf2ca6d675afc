import { at } from './place.ts';
import type { Place } from './place.ts';

/** Logging in, the overview, and dialogues in every state. */
export const dialoguesPlaces: Place[] = [
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
  { name: 'dialogues, nothing found', path: at('/dialogues?q=zzzz'), shows: '.v-list .v-empty' },
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
];
