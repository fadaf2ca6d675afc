import type { Page } from 'playwright-core';
import type { LivedInDemo } from '../lived-in-demo.ts';

/** A page, and what has to be on it before it is looked at. */
export interface Place {
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

/** A path that is the same whatever the demo holds. */
export const at = (path: string) => () => path;
/** Inside the site's chat. */
export const inChat = (selector: string) => `voronka-widget ${selector}`;

/** Cards of the CRM and what the portal calls its stages. */
export const crmData =
  '.crumb + h1, .column h2, .card, dd, td, option, .plain, .timeline .text, .timeline .quiet, .timeline strong';
