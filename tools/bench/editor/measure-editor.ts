import type { Browser, Page } from 'playwright-core';
import { say } from '@voronka/local-infra';
import type { Report } from '@voronka/local-infra';
import type { Stack } from '@voronka/testing';
import { launchChromium } from '@voronka/testing/browser';
import { interleave } from '../rounds.ts';
import { percentile } from '../statistics.ts';
import { openBarePages, sheetOf } from './bare-pages.ts';
import type { BarePages } from './bare-pages.ts';
import { bigFlow } from './big-flow.ts';
import { cardInTheMiddle, dragAround, saveImage, seenOf, untilDrawn, zoomAround } from './canvas-acts.ts';
import type { Seen } from './canvas-acts.ts';
import { workPerFrame } from './main-thread.ts';
import type { FrameWork } from './main-thread.ts';
import { openProductPages, windowSize } from './product-pages.ts';
import type { ProductPages } from './product-pages.ts';

/** Nodes of the flow that is dragged in, and of one larger than the product keeps. */
export const sizes = { usual: 500, large: 5_000 } as const;
/** Rounds of both pages by turns, and of opening, fitting and zooming. */
export const rounds = 5;
const handlingRounds = 3;

/** 95th percentile of the main thread's work per frame, ms. */
export interface Work {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** One look at a page: dragging at the zoom at which it opens, and with as much in view as fits. */
export interface Dragged {
  readonly near: Work;
  readonly far: Work;
}

/** How fast the product's page comes and goes. */
export interface Handled {
  /** From the address to the first cards, ms. */
  readonly openMs: number;
  /** From the click on "fit" until it is drawn, ms. */
  readonly fitMs: number;
  readonly zoom: Work;
}

/** How long an image of all of the product's drawing takes, ms. */
export interface Imaged {
  readonly pngMs: number;
  readonly svgMs: number;
}

/** All that is measured, by round. */
export interface EditorMeasured {
  readonly product: readonly Dragged[];
  readonly bare: readonly Dragged[];
  readonly usual: readonly Handled[];
  readonly large: readonly Handled[];
  readonly images: readonly Imaged[];
}

function workOf(frames: readonly FrameWork[]): Work {
  return {
    wallMs: percentile(
      frames.map(({ wallMs }) => wallMs),
      0.95,
    ),
    cpuMs: percentile(
      frames.map(({ cpuMs }) => cpuMs),
      0.95,
    ),
  };
}

/** What is dragged, seen from where: the bare page shows the same. */
interface Place {
  seen: Seen;
  card: string;
}

async function drag(browser: Browser, page: Page, card: string): Promise<Work> {
  let frames: readonly FrameWork[] = [];
  await dragAround(page, card, async (act) => {
    frames = await workPerFrame(browser, page, act);
  });
  return workOf(frames);
}

async function openQuietly(product: ProductPages): Promise<{ page: Page; openMs: number }> {
  const page = await product.newPage();
  page.setDefaultTimeout(120_000);
  const openMs = await product.open(page);
  // The check of the draft is the last answer that draws anything anew.
  await page.locator('.v-flow-head button[aria-expanded]').first().waitFor();
  await untilDrawn(page);
  return { page, openMs };
}

async function fit(page: Page): Promise<number> {
  const begun = performance.now();
  await page.locator('.react-flow__controls-fitview').click();
  await untilDrawn(page);
  return performance.now() - begun;
}

async function handled(browser: Browser, product: ProductPages): Promise<Handled> {
  const { page, openMs } = await openQuietly(product);
  const fitMs = await fit(page);
  const zoom = workOf(await workPerFrame(browser, page, () => zoomAround(page)));
  await page.close();
  return { openMs, fitMs, zoom };
}

async function imaged(product: ProductPages): Promise<Imaged> {
  const { page } = await openQuietly(product);
  const times = { pngMs: await saveImage(page, 'PNG'), svgMs: await saveImage(page, 'SVG') };
  await page.close();
  return times;
}

async function dragProduct(browser: Browser, product: ProductPages, places: Place[]): Promise<Dragged> {
  const { page } = await openQuietly(product);
  const look = async (): Promise<Work> => {
    const place = { seen: await seenOf(page), card: await cardInTheMiddle(page) };
    places.push(place);
    return drag(browser, page, place.card);
  };
  const near = await look();
  await fit(page);
  const far = await look();
  await page.close();
  return { near, far };
}

async function dragBare(browser: Browser, bare: BarePages, places: readonly Place[]): Promise<Dragged> {
  const works: Work[] = [];
  for (const { seen, card } of places) {
    const context = await browser.newContext({ viewport: windowSize });
    const page = await context.newPage();
    bare.show(sheetOf(bigFlow(sizes.usual), seen));
    await page.goto(bare.url);
    await page.locator('.react-flow__node').first().waitFor();
    await untilDrawn(page);
    works.push(await drag(browser, page, card));
    await context.close();
  }
  const [near, far] = works;
  if (!near || !far) throw new Error('the product’s page was not looked at');
  return { near, far };
}

/** Measures the editor's page and the bare one in turns, in one browser. */
export async function measureEditor(stack: Stack, report: Report): Promise<EditorMeasured> {
  const browser = await launchChromium();
  const bare = await openBarePages();
  try {
    const usual = await openProductPages(stack, browser, bigFlow(sizes.usual), { kept: true });
    const large = await openProductPages(stack, browser, bigFlow(sizes.large), { kept: false });
    // Once before it counts: what both pages show is taken from here.
    const places: Place[] = [];
    await dragProduct(browser, usual, places);
    const dragged = await interleave(
      [
        { name: 'product', measure: () => dragProduct(browser, usual, []) },
        { name: 'bare', measure: () => dragBare(browser, bare, places) },
      ],
      rounds,
      (round) => report(say({ en: `  round ${round} of ${rounds}`, ru: `  круг ${round} из ${rounds}` })),
    );
    report(say({ en: '  opening, fitting, zooming', ru: '  открытие и масштаб' }));
    const times = await interleave(
      [
        { name: 'usual', measure: () => handled(browser, usual) },
        { name: 'large', measure: () => handled(browser, large) },
      ],
      handlingRounds,
    );
    const saved = await interleave([{ name: 'images', measure: () => imaged(usual) }], handlingRounds);
    return { ...dragged, ...times, ...saved };
  } finally {
    await bare.close();
    await browser.close();
  }
}
