import { at, crmData } from './place.ts';
import type { Place } from './place.ts';

/** Before anybody has written. */
export const emptyPlaces: Place[] = [
  { name: 'overview, empty', path: at('/overview'), shows: '.v-out-card' },
  { name: 'dialogues, empty', path: at('/dialogues'), shows: '.v-list .v-empty' },
  { name: 'diagnostics, no incidents', path: at('/diagnostics'), shows: '.v-empty' },
  { name: 'diagnostics, nothing held', path: at('/diagnostics?tab=held'), shows: '.v-empty' },
  { name: 'crm, empty', site: 'crm', data: crmData, path: at('/leads'), shows: 'main' },
];
