/** The canvas' grid, px. */
export const gridStep = 20;

/** The nearest place on the grid. */
export function toGrid({ x, y }: { x: number; y: number }): { x: number; y: number } {
  return { x: Math.round(x / gridStep) * gridStep, y: Math.round(y / gridStep) * gridStep };
}
