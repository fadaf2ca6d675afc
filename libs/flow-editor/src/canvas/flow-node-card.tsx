import { memo } from 'react';
import { Handle, Position } from '@xyflow/react';
import type { NodeProps } from '@xyflow/react';
import { startsOf } from '@voronka/domain';
import { IconAlertTriangle, IconMapPinFilled, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { iconOf } from '../specifications/specifications.ts';
import type { CanvasNode } from '../model/to-canvas.ts';
import { useIsFar } from './far-context.ts';
import { NodeNumbers } from './traffic.tsx';
import { useFreshHandles } from './use-fresh-handles.ts';

const changeIcons = { added: IconPlus, changed: IconPencil, removed: IconMinus } as const;

/** A node on the canvas: a narrow edge in the family's colour, an icon, name, one line, and its ways out. */
export const FlowNodeCard = memo(function FlowNodeCard({ id, data, selected, isConnectable }: NodeProps<CanvasNode>) {
  const { node, family, title, kindTitle, summary, ports, direction, pathState, finding } = data;
  useFreshHandles(id, ports.map(({ port }) => port).join(' '));
  const isFar = useIsFar();
  const NodeIcon = iconOf(node.kind);
  const ChangeIcon = data.change ? changeIcons[data.change.change] : null;
  const [entry, exit] = direction === 'down' ? [Position.Top, Position.Bottom] : [Position.Left, Position.Right];
  return (
    <div
      className={`vf-node vf-family-${family} vf-${direction}`}
      data-path={pathState}
      data-change={data.change?.change}
      data-selected={selected || undefined}
      data-node-id={node.id}
    >
      {startsOf(node) === null ? <Handle type="target" id="in" position={entry} isConnectable={isConnectable} /> : null}
      <NodeNumbers nodeId={id} />
      <div className="vf-head">
        {isFar ? (
          <span className="vf-icon vf-icon-far" />
        ) : (
          <NodeIcon size={15} stroke={1.8} className="vf-icon" aria-hidden />
        )}
        <span className="vf-kind">{kindTitle}</span>
        {ChangeIcon && data.change ? (
          <span className="vf-change">
            <ChangeIcon size={12} stroke={2.4} aria-hidden />
            {data.change.title}
          </span>
        ) : null}
        {finding ? <IconAlertTriangle size={14} className={`vf-finding vf-finding-${finding}`} aria-hidden /> : null}
        {pathState === 'current' ? <IconMapPinFilled size={14} className="vf-pin" aria-hidden /> : null}
        {data.pathMark ? <span className="vf-mark">{data.pathMark}</span> : null}
      </div>
      <div className="vf-title">{title}</div>
      {summary ? <div className="vf-summary">{summary}</div> : null}
      {ports.length > 1 ? (
        <div className="vf-ports">
          {ports.map(({ port, title: portTitle, connected }) => (
            <div key={port} className="vf-port" data-loose={!connected || undefined} title={portTitle}>
              <span className="vf-port-title">{portTitle}</span>
              <Handle type="source" id={port} position={exit} isConnectable={isConnectable} />
            </div>
          ))}
        </div>
      ) : null}
      {ports.length === 1 ? (
        <Handle type="source" id={ports[0]?.port ?? 'next'} position={exit} isConnectable={isConnectable} />
      ) : null}
    </div>
  );
});
