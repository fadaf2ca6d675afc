import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Panel, useStore, useStoreApi } from '@xyflow/react';
import type { ReactFlowState } from '@xyflow/react';
import { XYMinimap } from '@xyflow/system';
import type { CanvasItem } from '../model/annotation-drawing.ts';
import { around, buildSmallMap } from '../model/small-map-drawing.ts';
import type { Box } from '../model/small-map-drawing.ts';
import { mapColor } from './map-color.ts';

/** From so many nodes on a small map helps. */
const mapFrom = 10;
/** px of the page */
const size = { width: 150, height: 100 };
/** A little free space around all. */
const room = 1.08;

/** The part of the canvas that is in view, told as text: a store is asked often and compares by value. */
function viewOf({ transform: [x, y, zoom], width, height }: ReactFlowState): string {
  return [-x / zoom, -y / zoom, width / zoom, height / zoom].join(' ');
}

function boxOf(view: string): Box {
  const [x = 0, y = 0, width = 0, height = 0] = view.split(' ').map(Number);
  return { x, y, width, height };
}

/** What of the canvas the map shows, in its proportions, and how many px of the canvas are one of the map. */
function frameOf(all: Box): { shown: Box; scale: number } {
  const scale = Math.max(all.width / size.width, all.height / size.height) * room;
  const [width, height] = [scale * size.width, scale * size.height];
  const shown = { x: all.x - (width - all.width) / 2, y: all.y - (height - all.height) / 2, width, height };
  return { shown, scale };
}

const outline = ({ x, y, width, height }: Box) => `M${x},${y}h${width}v${height}h${-width}z`;

/** What the canvas holds, with what is dragged where it is dragged. Hooks do not know which kind of nodes a canvas was given. */
const itemsOf = ({ nodes }: ReactFlowState) => nodes as unknown as readonly CanvasItem[];

interface SmallMapProps {
  /** What it is, for those who do not see it. */
  label: string;
}

/**
 * The whole drawing in a corner, with what is in view: dragging there moves the view, the wheel zooms. React Flow's own
 * map draws and watches every node on its own, which at 500 costs a quarter of a drag's frame.
 */
function SmallMapPanel({ label }: SmallMapProps) {
  const store = useStoreApi();
  const items = useStore(itemsOf);
  const view = boxOf(useStore(viewOf));
  const panZoom = useStore((state) => state.panZoom);
  const [flowWidth, flowHeight] = [useStore((state) => state.width), useStore((state) => state.height)];
  const [draw] = useState(() => buildSmallMap(mapColor));
  const drawing = useMemo(() => draw(items), [draw, items]);
  const { shown, scale } = frameOf(drawing.bounds ? around(drawing.bounds, view) : view);
  const picture = useRef<SVGSVGElement>(null);
  const scaleNow = useRef(scale);
  const titleId = useId();

  useEffect(() => {
    scaleNow.current = scale;
  }, [scale]);
  useEffect(() => {
    if (!picture.current || !panZoom) return undefined;
    const map = XYMinimap({
      domNode: picture.current,
      panZoom,
      getTransform: () => store.getState().transform,
      getViewScale: () => scaleNow.current,
    });
    const { translateExtent } = store.getState();
    map.update({ translateExtent, width: flowWidth, height: flowHeight, pannable: true, zoomable: true });
    return () => {
      map.destroy();
    };
  }, [panZoom, store, flowWidth, flowHeight]);

  return (
    <Panel position="bottom-right" className="react-flow__minimap vf-map">
      <svg
        ref={picture}
        className="react-flow__minimap-svg"
        viewBox={`${shown.x} ${shown.y} ${shown.width} ${shown.height}`}
        role="img"
        aria-labelledby={titleId}
      >
        <title id={titleId}>{label}</title>
        {drawing.shapes.map(({ color, path }, index) => (
          <path key={`${index}:${color}`} d={path} style={{ fill: color }} />
        ))}
        <path
          className="react-flow__minimap-mask"
          d={outline(shown) + outline(view)}
          fillRule="evenodd"
          pointerEvents="none"
        />
      </svg>
    </Panel>
  );
}

/** The small map of a drawing that is large enough for one. */
export function SmallMap(props: SmallMapProps) {
  const isLarge = useStore(({ nodes }) => nodes.length >= mapFrom);
  return isLarge ? <SmallMapPanel {...props} /> : null;
}
