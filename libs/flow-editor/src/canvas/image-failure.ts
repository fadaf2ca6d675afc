/**
 * Why there is no image: not all of the drawing came into the page in time, a font could not be read, or the browser painted
 * nothing.
 */
export type ImageTrouble = 'undrawn' | 'font' | 'unpainted';

/** No image could be made of the drawing. */
export class CanvasImageError extends Error {
  override readonly name = 'CanvasImageError';

  constructor(
    readonly trouble: ImageTrouble,
    options?: ErrorOptions,
  ) {
    super(`no image of the drawing: ${trouble}`, options);
  }
}
