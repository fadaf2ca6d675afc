import type { Rect } from '../model/alignment.ts';
import { usedFonts } from './image-fonts.ts';
import { writeLooks } from './image-shapes.ts';
import { imageStyles } from './image-styles.ts';

/** Forms in which a drawing can be saved as an image. */
export type ImageFormat = 'png' | 'svg';

/** Room around the drawing, px. */
const margin = 40;
/** Screens with fine pixels are the rule: two pixels of the image for one of the canvas. */
const finest = 2;
/** The longest side that browsers paint, px. */
const longestSide = 16_000;
/** More pixels than this take minutes to paint and to pack. */
const mostPixels = 36_000_000;
/** What is only there to work with. */
const tools = ['vf-annotation-tools', 'react-flow__resize-control', 'vf-plus', 'vf-guide'];

function isPartOfDrawing(element: Element): boolean {
  return !tools.some((name) => element.classList?.contains(name));
}

/**
 * An image of everything that a canvas holds, in view or not, as the reader's theme shows it. In an SVG the cards are HTML:
 * browsers show it, drawing programs may not.
 *
 * @param viewport React Flow's layer that is moved and zoomed; all that shall be seen must be in the page
 * @param bounds of what is drawn, px of the canvas
 */
export async function canvasImage(viewport: HTMLElement, bounds: Rect, format: ImageFormat): Promise<Blob> {
  // Only those who save an image need it.
  const { toBlob, toSvg } = await import('html-to-image');
  const [width, height] = [Math.ceil(bounds.width + margin * 2), Math.ceil(bounds.height + margin * 2)];
  const ground = getComputedStyle(viewport).getPropertyValue('--v-ground');
  const fontEmbedCSS = await usedFonts();
  const takeBack = writeLooks(viewport);
  try {
    const options = {
      width,
      height,
      pixelRatio: Math.min(finest, longestSide / Math.max(width, height), Math.sqrt(mostPixels / (width * height))),
      filter: isPartOfDrawing,
      fontEmbedCSS,
      includeStyleProperties: imageStyles,
      style: {
        width: `${width}px`,
        height: `${height}px`,
        transform: `translate(${margin - bounds.x}px, ${margin - bounds.y}px)`,
      },
    };
    if (format === 'svg') {
      const address = await toSvg(viewport, options);
      const drawn = decodeURIComponent(address.slice(address.indexOf(',') + 1));
      // The ground lies under all of it; the drawing's own layer is moved.
      const grounded = drawn.replace('>', `><rect width="100%" height="100%" fill="${ground}"/>`);
      return new Blob([grounded], { type: 'image/svg+xml' });
    }
    const image = await toBlob(viewport, { ...options, backgroundColor: ground });
    if (!image) throw new Error('the browser painted no image');
    return image;
  } finally {
    takeBack();
  }
}
