/** A card's place and size, px of the canvas. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A line along which cards are in line: across the whole canvas at `at`. */
export interface Guide {
  axis: 'x' | 'y';
  at: number;
}

/** Where a dragged card goes so that it is in line with others, and what to show for it. */
export interface Alignment {
  x: number;
  y: number;
  guides: Guide[];
}

/** The lines of a card along one axis: both edges and the middle. */
function linesOf(start: number, size: number): number[] {
  return [start, start + size / 2, start + size];
}

function nearest(moving: number[], others: readonly number[], within: number): { by: number; at: number } | null {
  let best: { by: number; at: number } | null = null;
  for (const at of others) {
    for (const line of moving) {
      const by = at - line;
      if (Math.abs(by) <= within && (best === null || Math.abs(by) < Math.abs(best.by))) best = { by, at };
    }
  }
  return best;
}

/** The lines of cards that lie still, by axis: a card that is dragged is compared with them in every frame. */
export interface Lines {
  readonly across: readonly number[];
  readonly down: readonly number[];
}

/** What a dragged card can be in line with. */
export function linesOfAll(others: readonly Rect[]): Lines {
  return {
    across: [...new Set(others.flatMap(({ x, width }) => linesOf(x, width)))],
    down: [...new Set(others.flatMap(({ y, height }) => linesOf(y, height)))],
  };
}

/**
 * Puts a dragged card in line with the nearest of the others, for each axis by itself.
 *
 * @param within how near a line has to be, px of the canvas
 */
export function align(moving: Rect, others: Lines, within: number): Alignment {
  const across = nearest(linesOf(moving.x, moving.width), others.across, within);
  const down = nearest(linesOf(moving.y, moving.height), others.down, within);
  return {
    x: moving.x + (across?.by ?? 0),
    y: moving.y + (down?.by ?? 0),
    guides: [
      ...(across ? [{ axis: 'x' as const, at: across.at }] : []),
      ...(down ? [{ axis: 'y' as const, at: down.at }] : []),
    ],
  };
}
