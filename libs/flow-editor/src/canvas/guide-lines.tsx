import { useSyncExternalStore } from 'react';
import { ViewportPortal } from '@xyflow/react';
import type { Guide } from '../model/alignment.ts';

/** Long enough to leave the view at any zoom, px of the canvas. */
const reach = 20_000;

/** The lines that are shown during a drag. A canvas that is drawn for each of them would not keep up with the hand. */
export class GuideBoard {
  private guides: readonly Guide[] = [];
  private readonly listeners = new Set<() => void>();

  /** The same list until others are shown. */
  readonly shown = (): readonly Guide[] => this.guides;

  /** Calls back after every change. @returns stops it */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  show(guides: readonly Guide[]): void {
    const isSame =
      guides.length === this.guides.length &&
      guides.every(({ axis, at }, place) => this.guides[place]?.axis === axis && this.guides[place].at === at);
    if (isSame) return;
    this.guides = guides;
    for (const listener of this.listeners) listener();
  }
}

/** The lines along which a dragged card is in line with others. */
export function GuideLines({ board }: { board: GuideBoard }) {
  const guides = useSyncExternalStore(board.subscribe, board.shown);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at }) => (
        <div
          key={axis}
          className="vf-guide"
          style={
            axis === 'x'
              ? { left: at, top: -reach, width: 1, height: reach * 2 }
              : { left: -reach, top: at, width: reach * 2, height: 1 }
          }
        />
      ))}
    </ViewportPortal>
  );
}
