/** What makes a line or an icon look as it does. */
const looks = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'visibility', 'display'];

/**
 * Writes the look of every shape into the shape itself, as shapes are taken into an image without the page's rules.
 *
 * @returns takes it back
 */
export function writeLooks(viewport: HTMLElement): () => void {
  const shapes = [...viewport.querySelectorAll<SVGElement>('svg *')];
  // All is read before anything is written, so that the browser lays out once.
  const before = shapes.map((shape) => {
    const computed = getComputedStyle(shape);
    const style = looks.map((look) => `${look}:${computed.getPropertyValue(look)}`).join(';');
    return { shape, own: shape.getAttribute('style'), style };
  });
  for (const { shape, style } of before) shape.setAttribute('style', style);
  return () => {
    for (const { shape, own } of before) {
      if (own === null) shape.removeAttribute('style');
      else shape.setAttribute('style', own);
    }
  };
}
