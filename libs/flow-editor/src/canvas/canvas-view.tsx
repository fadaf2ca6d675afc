import { createContext, use, useMemo, useState } from 'react';
import { ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react';
import type { ReactNode } from 'react';
import { canvasImage } from './canvas-image.ts';
import type { ImageFormat, ImageProgress, ImageStage } from './canvas-image.ts';
import { CanvasImageError } from './image-failure.ts';
import { nextFrame } from './next-frame.ts';
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
  /**
   * All of the drawing as an image; null where nothing is drawn.
   *
   * @param onStage is told what is done next
   * @throws CanvasImageError
   */
  image: (format: ImageFormat, onStage: (stage: ImageStage) => void) => Promise<Blob | null>;
}

/** A card that was just added is drawn within so many frames. */
const patience = 30;
/** So long hundreds of cards may take to come into the page, ms. */
const drawingPatienceMs = 60_000;

/** The view of the canvas in this `CanvasProvider`. */
export function useCanvasView(): CanvasView {
  const flow = useReactFlow();
  const store = useStoreApi();
  const { setImaging } = use(ImagingContext);
  return useMemo(() => {
    const canvas = () => store.getState().domNode;
    const focusCard = (nodeId: string, triesLeft: number) => {
      const card = canvas()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${nodeId}"]`);
      card?.focus({ preventScroll: true });
      // One that is not measured yet is hidden, and takes no keyboard.
      if (triesLeft > 0 && (!card || document.activeElement !== card))
        requestAnimationFrame(() => focusCard(nodeId, triesLeft - 1));
    };
    const inPage = (what: string) => canvas()?.querySelectorAll(what).length ?? 0;
    // Cards that came into the page are measured there, which moves the ends of their connections.
    const allDrawn = async () => {
      const latest = performance.now() + drawingPatienceMs;
      let [before, now] = ['', 'nothing'];
      while (before !== now || inPage('.react-flow__node') < flow.getNodes().length) {
        if (performance.now() > latest) throw new CanvasImageError('undrawn');
        await nextFrame();
        await nextFrame();
        [before, now] = [now, `${inPage('.react-flow__edge')} ${JSON.stringify(flow.getNodesBounds(flow.getNodes()))}`];
      }
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
      image: async (format, report) => {
        if (flow.getNodes().length === 0) return null;
        const onStage: ImageProgress = async (stage) => {
          report(stage);
          // What is told comes on the screen before the page is busy.
          await nextFrame();
          await nextFrame();
        };
        await onStage('drawing');
        setImaging(true);
        try {
          await allDrawn();
          const viewport = canvas()?.querySelector<HTMLElement>('.react-flow__viewport');
          const bounds = flow.getNodesBounds(flow.getNodes());
          return viewport ? await canvasImage(viewport, bounds, { format, onStage }) : null;
        } finally {
          setImaging(false);
        }
      },
    };
  }, [flow, store, setImaging]);
}
