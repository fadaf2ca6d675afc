import { memo, use } from 'react';
import { Handle, NodeResizer } from '@xyflow/react';
import type { NodeProps } from '@xyflow/react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { sayAnnotation, smallestSize } from '../draft/annotation-edits.ts';
import { boxHandle, sidesOfBox, spread } from '../model/folding.ts';
import type { BoxWays } from '../model/folding.ts';
import type { GroupItem } from '../model/annotation-drawing.ts';
import type { Direction } from '../model/layout.ts';
import { AnnotationContext } from './annotation-context.ts';
import { AnnotationTools } from './annotation-tools.tsx';
import { NodeNumbers } from './traffic.tsx';
import { useFreshHandles } from './use-fresh-handles.ts';
import { useWriting } from './use-writing.ts';

/** Longest title, characters: what the draft takes. */
const longestTitle = 200;

function Title({ id, title }: { id: string; title: string }) {
  const { words, edit } = use(AnnotationContext);
  const { isWriting, props } = useWriting<HTMLInputElement>(id, ['Enter']);
  if (!edit || !isWriting) return <span className="vf-group-title">{title}</span>;
  return (
    <input
      {...props}
      aria-label={words.groupTitle}
      maxLength={longestTitle}
      value={title}
      onChange={(event) => {
        const { value } = event.currentTarget;
        edit((graph) => sayAnnotation(graph, id, value), `say:${id}`);
      }}
    />
  );
}

/** The ends of connections on one side of a box. */
function Ways({ side, count, direction }: { side: keyof BoxWays; count: number; direction: Direction }) {
  return spread(count).map((part, index) => (
    <Handle
      key={index}
      type={side === 'in' ? 'target' : 'source'}
      id={boxHandle(side, index)}
      position={sidesOfBox(direction)[side]}
      isConnectable={false}
      style={{ [direction === 'down' ? 'left' : 'top']: `${part * 100}%` }}
    />
  ));
}

/** A frame around nodes with its title, or all of it as one box. */
export const GroupCard = memo(function GroupCard({ id, data, selected }: NodeProps<GroupItem>) {
  const { words, edit, onToggle } = use(AnnotationContext);
  const { group, isCollapsed, memberIds, direction, ways } = data;
  useFreshHandles(id, `${isCollapsed} ${ways.in} ${ways.out}`);
  const Chevron = isCollapsed ? IconChevronRight : IconChevronDown;
  const toggle = isCollapsed ? words.expand : words.collapse;
  return (
    <>
      {edit && selected ? (
        <>
          {isCollapsed ? null : <NodeResizer minWidth={smallestSize.width} minHeight={smallestSize.height} />}
          <AnnotationTools id={id} color={group.color} removal={words.ungroup} />
        </>
      ) : null}
      <div
        className={isCollapsed ? 'vf-group vf-group-box' : 'vf-group'}
        data-color={group.color}
        data-selected={selected || undefined}
        data-group-id={group.id}
      >
        {isCollapsed ? <Ways side="in" count={ways.in} direction={direction} /> : null}
        {isCollapsed ? <NodeNumbers nodeId={id} /> : null}
        <div className="vf-group-head">
          <button
            type="button"
            className="vf-group-toggle nodrag nopan"
            aria-expanded={!isCollapsed}
            aria-label={toggle}
            title={toggle}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(group.id);
            }}
          >
            <Chevron size={15} stroke={2} aria-hidden />
          </button>
          <Title id={id} title={group.title} />
        </div>
        {isCollapsed ? <p className="vf-group-count">{words.nodes(memberIds.length)}</p> : null}
        {isCollapsed ? <Ways side="out" count={ways.out} direction={direction} /> : null}
      </div>
    </>
  );
});
