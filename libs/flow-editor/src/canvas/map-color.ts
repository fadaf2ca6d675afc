import type { CanvasItem } from '../model/annotation-drawing.ts';

/** The colour of an item on the small map. */
export function mapColor({ type, data }: CanvasItem): string {
  if (type === 'flowNode') {
    return data.pathState === 'passed' || data.pathState === 'current' ? 'var(--v-path)' : 'var(--v-edge)';
  }
  return type === 'frame' && data.isCollapsed ? 'var(--v-edge)' : 'var(--v-line)';
}
