import type { CanvasItem } from './annotation-drawing.ts';
import { cardHeight, cardWidth } from './layout.ts';

/** The size of an item that was not measured: a card's is estimated, notes and groups say theirs. */
export function itemSize(item: CanvasItem): { width: number; height: number } {
  if (item.type !== 'flowNode') return { width: item.width ?? 0, height: item.height ?? 0 };
  return { width: cardWidth, height: cardHeight(item.data.node, item.data.direction) };
}
