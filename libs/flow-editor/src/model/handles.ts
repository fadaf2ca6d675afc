import { Position } from '@xyflow/react';
import type { NodeHandle } from '@xyflow/react';
import { portsOf, startsOf } from '@voronka/domain';
import type { FlowNode } from '@voronka/domain';
import type { Direction } from './layout.ts';

/** A handle is so big, px. */
const handleSize = 7;
/** A way out in a card that is drawn to the right is so high, px. */
const portHeight = 24;

/** Where connections touch a card, for cards that were never in view and so never measured. */
export function handlesOf(
  node: FlowNode,
  direction: Direction,
  { width, height }: { width: number; height: number },
): NodeHandle[] {
  const isDown = direction === 'down';
  const half = handleSize / 2;
  const size = { width: handleSize, height: handleSize };
  const ports = portsOf(node);
  const exit = (at: number) =>
    isDown
      ? { x: at - half, y: height - half, position: Position.Bottom }
      : { x: width - half, y: at - half, position: Position.Right };
  const placeOf = (index: number) => {
    if (isDown) return (width / ports.length) * (index + 0.5);
    return ports.length === 1 ? height / 2 : height - (ports.length - index - 0.5) * portHeight;
  };
  const sources = ports.map(({ port }, index): NodeHandle => {
    return { id: port, type: 'source', ...size, ...exit(placeOf(index)) };
  });
  if (startsOf(node) !== null) return sources;
  const entry = isDown
    ? { x: width / 2 - half, y: -half, position: Position.Top }
    : { x: -half, y: height / 2 - half, position: Position.Left };
  return [{ id: 'in', type: 'target', ...size, ...entry }, ...sources];
}
