import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import type { DraftPage } from '@voronka/testing/browser';
import { demoFlows, ownDraft } from './own-draft.ts';
import type { Bench } from './own-draft.ts';

const nodes = 500;

/** Size of a PNG, from its head. */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

async function choose({ page }: DraftPage, format: 'PNG' | 'SVG'): Promise<void> {
  await page.getByRole('button', { name: 'Сохранить картинкой' }).click();
  await page.getByRole('menuitem', { name: `Сохранить схему как ${format}` }).click();
}

async function saved(draft: DraftPage, format: 'PNG' | 'SVG'): Promise<Buffer> {
  const [file] = await Promise.all([draft.page.waitForEvent('download', { timeout: 90_000 }), choose(draft, format)]);
  await draft.page.getByText(`Картинка сохранена: Пятьсот.${format.toLowerCase()}`).waitFor();
  return readFile(await file.path());
}

/** Claims about a large drawing saved as an image. */
export function imageClaims(bench: () => Bench): void {
  let draft: DraftPage;

  it(`saves all ${nodes} cards as SVG, of which few were in the page`, async () => {
    draft = await ownDraft(bench(), 'Пятьсот', demoFlows(nodes));
    const cards = () => draft.page.locator('.vf-node').count();
    const before = await cards();
    expect(before).toBeLessThan(nodes / 2);
    const svg = (await saved(draft, 'SVG')).toString('utf8');
    expect(svg.match(/class="vf-node /gu)).toHaveLength(nodes);
    expect(svg.match(/react-flow__edge-path/gu)?.length).toBeGreaterThanOrEqual(demoFlows(nodes).edges.length);
    // The page's rules stand in it once, not with every card.
    expect(svg.length / nodes).toBeLessThan(5_000);
    expect(await cards()).toBe(before);
  }, 120_000);

  it('paints them as PNG, as fine as a browser can', async () => {
    const { width, height } = sizeOf(await saved(draft, 'PNG'));
    expect(Math.max(width, height)).toBeGreaterThan(12_000);
    expect(width * height).toBeLessThanOrEqual(36_000_000);
  }, 120_000);

  it('says what to do where the browser paints nothing, and can be asked again', async () => {
    await draft.page.evaluate(() => {
      HTMLCanvasElement.prototype.toBlob = (give) => give(null);
    });
    await choose(draft, 'PNG');
    await draft.page.getByText('браузер её не нарисовал. Попробуйте SVG.').waitFor({ timeout: 60_000 });
    expect((await saved(draft, 'SVG')).length).toBeGreaterThan(0);
    await draft.page.close();
  }, 120_000);
}
