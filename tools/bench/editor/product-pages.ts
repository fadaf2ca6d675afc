import type { Browser, BrowserContext, Page } from 'playwright-core';
import { flowSchema } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import type { Stack } from '@voronka/testing';
import { givePassword, logInto } from '@voronka/testing/browser';

/** Size of the browser's window, px: a usual notebook. */
export const windowSize = { width: 1440, height: 900 };

/** The page of a flow's draft, as an admin has it. */
export interface ProductPages {
  /** Opens it and waits until the first cards are drawn. @returns how long that took, ms */
  readonly open: (page: Page) => Promise<number>;
  readonly newPage: () => Promise<Page>;
}

/**
 * Makes a flow with this drawing. A larger one than the product keeps is put into the answer on its way to the page.
 *
 * @param graph what is drawn
 */
export async function openProductPages(
  stack: Stack,
  browser: Browser,
  graph: FlowGraph,
  { kept }: { kept: boolean },
): Promise<ProductPages> {
  const name = `Bench ${graph.nodes.length}`;
  const created = await stack.admin.call('/api/flows', {
    body: { name: { ru: name, en: name }, from: { kind: 'empty' } },
  });
  const { id, draft } = flowSchema.parse(created);
  const path = `/api/flows/${id}`;
  if (kept) await stack.admin.call(`${path}/draft`, { method: 'PUT', body: { revision: draft.revision, graph } });
  const context = await browser.newContext({ locale: 'en-GB', viewport: windowSize });
  await logInto(context, stack.url, await givePassword(stack, 'admin'));
  if (!kept) await giveLarger(context, new URL(path, stack.url).href, graph);
  return {
    newPage: () => context.newPage(),
    open: async (page) => {
      const begun = performance.now();
      await page.goto(new URL(`/flows/${id}?version=draft`, stack.url).href);
      await page.locator('.vf-editing .react-flow__node').first().waitFor();
      return performance.now() - begun;
    },
  };
}

async function giveLarger(context: BrowserContext, url: string, graph: FlowGraph): Promise<void> {
  await context.route(url, async (route) => {
    const answer = await route.fetch();
    const flow = flowSchema.parse(await answer.json());
    await route.fulfill({ response: answer, json: { ...flow, draft: { ...flow.draft, graph } } });
  });
}
