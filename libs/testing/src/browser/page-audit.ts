import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { InterfaceLanguage } from './editor-page.ts';

const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
const colourRule = { type: 'rule', values: ['color-contrast'] };

/**
 * Violations of WCAG 2.2 A and AA on a page as it is now: rule, element, what is wrong. Shadow trees are looked into.
 *
 * @param rules `colours`: contrast only, all that another theme can change. @default 'all'
 */
export async function accessibilityFaults(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = { runOnly: rules === 'all' ? everyRule : colourRule, resultTypes: ['violations'] };
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
  );
}

/** By how many px the page can be scrolled sideways; 0 on a page that fits. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** A key of a text that was shown instead of the text: `dialogues.tabs.chat`. */
const textKey = /(?<![\w./@:-])[a-z][A-Za-z]+(?:\.[a-z][A-Za-z]+){1,3}(?![\w/:@-])/;
const cyrillic = /[а-яё]{2,}/iu;
// Units and fillers that come from a text with a hole in it.
const hole = /\{\{|\}\}|\bundefined\b|\bNaN\b|\[object /;

/** What on a page is in nobody's language: what people wrote, and what an installation calls its own things. */
export interface PageData {
  /** Texts, whole or as a part of a longer one; the longest first. */
  readonly texts: readonly (string | RegExp)[];
  /** Selector of elements that hold nothing else. @default none */
  readonly within?: string;
}

/** Pieces of the interface that are no text for people, or not in the language of the page. */
export async function strangeWords(page: Page, language: InterfaceLanguage, data: PageData): Promise<string[]> {
  const pieces = await page.evaluate(collectTexts, data.within ?? null);
  return pieces.filter((piece) => {
    const own = data.texts.reduce<string>((text, known) => text.replaceAll(known, ' '), piece);
    if (hole.test(own) || textKey.test(own)) return true;
    return language === 'en' && cyrillic.test(own);
  });
}

/** Runs in the page. Visible texts, names for screen readers, placeholders and titles, those of shadow trees too. */
function collectTexts(within: string | null): string[] {
  const texts = new Set<string>();
  const attributes = ['aria-label', 'title', 'placeholder', 'alt'];
  const passedOver = `script, style, [lang]:not(html):not(.voronka)${within === null ? '' : `, ${within}`}`;
  const visit = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.closest(passedOver) || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.shadowRoot) visit(element.shadowRoot);
      for (const name of attributes) {
        const value = element.getAttribute(name);
        if (value) texts.add(value);
      }
      for (const child of element.childNodes) {
        if (child.nodeType === Node.TEXT_NODE && child.textContent?.trim()) texts.add(child.textContent.trim());
      }
    }
  };
  visit(document);
  return [...texts];
}
