import { ViewportPortal } from '@xyflow/react';
import type { Guide } from '../model/alignment.ts';

/** Long enough to leave the view at any zoom, px of the canvas. */
const reach = 20_000;

/** The lines along which a dragged card is in line with others. */
export function GuideLines({ guides }: { guides: readonly Guide[] }) {
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
