import type { Rect } from '../model/alignment.ts';
import { CanvasImageError } from './image-failure.ts';
import { nextFrame } from './next-frame.ts';
import { drawnAsSvg, sheetFor } from './image-sheet.ts';
import type { Sheet } from './image-sheet.ts';

/** Forms in which a drawing can be saved as an image. */
export type ImageFormat = 'png' | 'svg';

/** What is being done for an image: all of the drawing brought into the page, painted, packed into a file. */
export type ImageStage = 'drawing' | 'painting' | 'packing';

/** Is told what is done next, and lets the page show it. */
export type ImageProgress = (stage: ImageStage) => Promise<void>;

/** Room around the drawing, px. */
const margin = 40;
/** Screens with fine pixels are the rule: two pixels of the image for one of the canvas. */
const finest = 2;
/** The longest side that browsers paint, px. */
const longestSide = 16_000;
/** More pixels than this take minutes to paint and to pack. */
const mostPixels = 36_000_000;

/** Paints the SVG, as fine as it can be. @throws CanvasImageError when the browser does not */
async function paint(svg: string, { width, height }: Sheet): Promise<HTMLCanvasElement> {
  const image = new Image();
  // From an address of its own (blob:) the browser would not give the painted pixels out.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode().catch((cause: unknown) => {
    throw new CanvasImageError('unpainted', { cause });
  });
  const scale = Math.min(finest, longestSide / Math.max(width, height), Math.sqrt(mostPixels / (width * height)));
  const paper = document.createElement('canvas');
  [paper.width, paper.height] = [Math.floor(width * scale), Math.floor(height * scale)];
  const pen = paper.getContext('2d', { alpha: false });
  if (!pen) throw new CanvasImageError('unpainted');
  // Only what is painted asks for its fonts; they are there with the next frame.
  pen.drawImage(image, 0, 0, 1, 1);
  await nextFrame();
  await nextFrame();
  pen.drawImage(image, 0, 0, paper.width, paper.height);
  return paper;
}

/**
 * An image of everything that a canvas holds, in view or not, as the reader's theme shows it. In an SVG the cards are HTML:
 * browsers show it, drawing programs may not.
 *
 * @param viewport React Flow's layer that is moved and zoomed; all that shall be seen must be in the page
 * @param bounds of what is drawn, px of the canvas
 * @throws CanvasImageError
 */
export async function canvasImage(
  viewport: HTMLElement,
  bounds: Rect,
  { format, onStage }: { format: ImageFormat; onStage: ImageProgress },
): Promise<Blob> {
  const sheet = sheetFor(bounds, margin);
  const svg = await drawnAsSvg(viewport, sheet, getComputedStyle(viewport).getPropertyValue('--v-ground'));
  if (format === 'svg') return new Blob([svg], { type: 'image/svg+xml' });
  await onStage('painting');
  const paper = await paint(svg, sheet);
  await onStage('packing');
  const file = await new Promise<Blob | null>((resolve) => paper.toBlob(resolve, 'image/png'));
  if (!file) throw new CanvasImageError('unpainted');
  return file;
}
