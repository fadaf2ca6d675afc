import type { Locator } from 'playwright-core';
import { at, crmData, inChat } from './place.ts';
import type { Place } from './place.ts';

/** Diagnostics, and what is outside the product's own pages: the API's description, the demo site, the demo CRM. */
export const outsidePlaces: Place[] = [
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
