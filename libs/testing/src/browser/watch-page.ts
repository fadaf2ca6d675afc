import type { Page } from 'playwright-core';

/** What a page complained about while it was watched. */
export interface PageWatch {
  /** Console errors and warnings of policies, uncaught errors, dialogs; empty when all is well. */
  readonly troubles: readonly string[];
}

/** A complaint that belongs to what the test does. */
export type Expected = (trouble: string) => boolean;

/**
 * Notes every complaint of a page from now on. Violations of the content security policy are among them, because the
 * browser reports each as a console error. An alert would mean that text of a client was run.
 *
 * @param expected complaints that are right here. @default none
 */
export function watchPage(page: Page, expected: Expected = () => false): PageWatch {
  const troubles: string[] = [];
  const note = (trouble: string) => {
    if (!expected(trouble)) troubles.push(trouble);
  };
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`));
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { troubles };
}

/** Before anybody has logged in, the editor asks who is there and is told: nobody. */
export function isFirstQuestion(trouble: string): boolean {
  return trouble.includes('401') && trouble.includes('/api/auth/me');
}
