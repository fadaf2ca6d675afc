import { useMemo } from 'react';
import { ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react';
import type { ReactNode } from 'react';
import { fitting } from './viewport.tsx';

/** Lets a page steer the canvas that stands somewhere below. */
export function CanvasProvider({ children }: { children: ReactNode }) {
  return <ReactFlowProvider>{children}</ReactFlowProvider>;
}

/** What a page does with the view of its canvas. */
export interface CanvasView {
  /** Shows all of it. */
  fit: () => void;
  /** The middle of what is seen, px of the canvas. */
  middle: () => { x: number; y: number };
  /** Puts the keyboard on a node's card, or on the canvas itself. Waits until the card is drawn. */
  focus: (nodeId: string | null) => void;
}

/** A card that was just added is drawn within so many frames. */
const patience = 30;

/** The view of the canvas in this `CanvasProvider`. */
export function useCanvasView(): CanvasView {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => {
    const focusCard = (nodeId: string, triesLeft: number) => {
      const card = store.getState().domNode?.querySelector<HTMLElement>(`.react-flow__node[data-id="${nodeId}"]`);
      if (card) card.focus({ preventScroll: true });
      else if (triesLeft > 0) requestAnimationFrame(() => focusCard(nodeId, triesLeft - 1));
    };
    return {
      fit: () => void flow.fitView(fitting),
      middle: () => {
        const { width, height, transform } = store.getState();
        const [x, y, zoom] = transform;
        return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom };
      },
      focus: (nodeId) => {
        if (nodeId === null) store.getState().domNode?.focus({ preventScroll: true });
        else requestAnimationFrame(() => focusCard(nodeId, patience));
      },
    };
  }, [flow, store]);
}
