import { createContext, use, useMemo, useState } from 'react';
import { ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react';
import type { ReactNode } from 'react';
import { canvasImage } from './canvas-image.ts';
import type { ImageFormat } from './canvas-image.ts';
import { fitting } from './viewport.tsx';

const ImagingContext = createContext<{ isImaging: boolean; setImaging: (isImaging: boolean) => void }>({
  isImaging: false,
  setImaging: () => undefined,
});

/** Whether an image is being made: then all of the drawing must be in the page, and nothing look chosen. */
export const useIsImaging = (): boolean => use(ImagingContext).isImaging;

/** Lets a page steer the canvas that stands somewhere below. */
export function CanvasProvider({ children }: { children: ReactNode }) {
  const [isImaging, setImaging] = useState(false);
  const imaging = useMemo(() => ({ isImaging, setImaging }), [isImaging]);
  return (
    <ReactFlowProvider>
      <ImagingContext value={imaging}>{children}</ImagingContext>
    </ReactFlowProvider>
  );
}

/** What a page does with the view of its canvas. */
export interface CanvasView {
  /** Shows all of it. */
  fit: () => void;
  /** The middle of what is seen, px of the canvas. */
  middle: () => { x: number; y: number };
  /** Puts the keyboard on a node's card, or on the canvas itself. Waits until the card is drawn. */
  focus: (nodeId: string | null) => void;
  /** All of the drawing as an image; null where nothing is drawn. */
  image: (format: ImageFormat) => Promise<Blob | null>;
}

/** A card that was just added is drawn within so many frames. */
const patience = 30;

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** The view of the canvas in this `CanvasProvider`. */
export function useCanvasView(): CanvasView {
  const flow = useReactFlow();
  const store = useStoreApi();
  const { setImaging } = use(ImagingContext);
  return useMemo(() => {
    const canvas = () => store.getState().domNode;
    const focusCard = (nodeId: string, triesLeft: number) => {
      const card = canvas()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${nodeId}"]`);
      if (card) card.focus({ preventScroll: true });
      else if (triesLeft > 0) requestAnimationFrame(() => focusCard(nodeId, triesLeft - 1));
    };
    const allDrawn = async () => {
      const isMissing = () => (canvas()?.querySelectorAll('.react-flow__node').length ?? 0) < flow.getNodes().length;
      for (let frame = 0; frame < patience && (frame < 2 || isMissing()); frame += 1) await nextFrame();
    };
    return {
      fit: () => void flow.fitView(fitting),
      middle: () => {
        const { width, height, transform } = store.getState();
        const [x, y, zoom] = transform;
        return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom };
      },
      focus: (nodeId) => {
        if (nodeId === null) canvas()?.focus({ preventScroll: true });
        else requestAnimationFrame(() => focusCard(nodeId, patience));
      },
      image: async (format) => {
        if (flow.getNodes().length === 0) return null;
        setImaging(true);
        try {
          await allDrawn();
          const viewport = canvas()?.querySelector<HTMLElement>('.react-flow__viewport');
          return viewport ? await canvasImage(viewport, flow.getNodesBounds(flow.getNodes()), format) : null;
        } finally {
          setImaging(false);
        }
      },
    };
  }, [flow, store, setImaging]);
}
