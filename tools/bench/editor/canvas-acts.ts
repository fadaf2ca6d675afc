import type { Page } from 'playwright-core';

/** What of the canvas is seen, and where. */
export interface Seen {
  readonly viewport: { x: number; y: number; zoom: number };
  /** px */
  readonly size: { width: number; height: number };
}

/** Steps of a drag that is measured, and of one before it that is not. */
const steps = { warm: 20, measured: 120 } as const;
const radius = 180;

/** How much of its canvas a page shows now. */
export async function seenOf(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
    const drawn = document.querySelector('.react-flow__viewport');
    if (!canvas || !drawn) throw new Error('no canvas');
    const { e: x, f: y, a: zoom } = new DOMMatrix(getComputedStyle(drawn).transform);
    return { viewport: { x, y, zoom }, size: { width: canvas.width, height: canvas.height } };
  });
}

/** Waits until what was asked for is drawn. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
}

/** Id of the card nearest to the middle of the canvas. */
export async function cardInTheMiddle(page: Page): Promise<string> {
  const id = await page.evaluate(() => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!canvas) return null;
    const away = (card: Element) => {
      const { x, y, width, height } = card.getBoundingClientRect();
      return Math.hypot(x + width / 2 - canvas.x - canvas.width / 2, y + height / 2 - canvas.y - canvas.height / 2);
    };
    const cards = [...document.querySelectorAll('.react-flow__node')];
    return cards.sort((one, other) => away(one) - away(other))[0]?.getAttribute('data-id') ?? null;
  });
  if (id === null) throw new Error('no card');
  return id;
}

/**
 * Drags a card round and round, every step farther than a step of the grid, and drops it where it was.
 *
 * @param measured lets the part run that is measured
 */
export async function dragAround(
  page: Page,
  id: string,
  measured: (act: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const box = await page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox();
  if (!box) throw new Error('no card to drag');
  const at = { x: box.x + Math.min(40, box.width / 2), y: box.y + Math.min(12, box.height / 2) };
  const go = async (from: number, to: number): Promise<void> => {
    for (let step = from; step < to; step += 1) {
      const angle = (step / 24) * 2 * Math.PI;
      await page.mouse.move(at.x + radius * Math.sin(angle), at.y + radius * (1 - Math.cos(angle)) * 0.5);
    }
  };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await go(0, steps.warm);
  await measured(() => go(steps.warm, steps.warm + steps.measured));
  await page.mouse.move(at.x, at.y);
  await page.mouse.up();
}

/** Zooms out and in again by the wheel, in the middle of the canvas. */
export async function zoomAround(page: Page): Promise<void> {
  const box = await page.locator('.react-flow').boundingBox();
  if (!box) throw new Error('no canvas');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.down('Control');
  for (const by of [40, -40]) for (let step = 0; step < 30; step += 1) await page.mouse.wheel(0, by);
  await page.keyboard.up('Control');
}

/** Saves all of the drawing as an image. @returns how long that took, ms, from the choice in the menu to the file */
export async function saveImage(page: Page, format: 'PNG' | 'SVG'): Promise<number> {
  await page.getByRole('button', { name: 'Save as an image' }).click();
  const choice = page.getByRole('menuitem', { name: `Save the drawing as ${format}` });
  await choice.waitFor();
  const begun = performance.now();
  const [file] = await Promise.all([page.waitForEvent('download'), choice.click()]);
  await file.path();
  return performance.now() - begun;
}
