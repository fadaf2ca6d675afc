import { createContext, memo, use } from 'react';
import { BaseEdge, getSmoothStepPath } from '@xyflow/react';
import type { EdgeProps } from '@xyflow/react';
import type { CanvasEdge } from '../model/to-canvas.ts';
import { useIsFar } from './far-context.ts';
import { EdgeNumbers } from './traffic.tsx';

/** What a connection's plus does, and what it is called. */
export interface EdgeActions {
  onInsert: (edgeId: string) => void;
  insertLabel: string;
}

/** Given by the canvas that edits. */
export const EdgeActionsContext = createContext<EdgeActions>({ onInsert: () => undefined, insertLabel: '' });

/** A connection to look at. */
export const FlowEdgePath = memo(function FlowEdgePath(props: EdgeProps<CanvasEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition });
  return (
    <>
      <BaseEdge id={id} path={path} />
      <EdgeNumbers {...props} />
    </>
  );
});

/** A connection with a plus in its middle, shown under the mouse or when the connection is chosen. */
export const FlowEdgeLine = memo(function FlowEdgeLine(props: EdgeProps<CanvasEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const { onInsert, insertLabel } = use(EdgeActionsContext);
  const isFar = useIsFar();
  const [path, x, y] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition });
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={22} />
      {isFar ? null : (
        <g
          className="vf-plus"
          transform={`translate(${x} ${y})`}
          data-insert={id}
          onClick={(event) => {
            event.stopPropagation();
            onInsert(id);
          }}
        >
          <title>{insertLabel}</title>
          <circle r={10} />
          <path d="M-4.5 0h9M0 -4.5v9" />
        </g>
      )}
      <EdgeNumbers {...props} />
    </>
  );
});
