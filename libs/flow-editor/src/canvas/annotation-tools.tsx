import { use } from 'react';
import { useStore } from '@xyflow/react';
import { IconTrash } from '@tabler/icons-react';
import { annotationColors } from '@voronka/domain';
import type { AnnotationColor } from '@voronka/domain';
import { colorAnnotations, removeAnnotations } from '../draft/annotation-edits.ts';
import { AnnotationContext } from './annotation-context.ts';

/** Colours and removal, over a chosen note or group. They keep their size however far the canvas is zoomed out. */
export function AnnotationTools({ id, color, removal }: { id: string; color: AnnotationColor; removal: string }) {
  const { words, edit } = use(AnnotationContext);
  const zoom = useStore(({ transform }) => transform[2]);
  if (!edit) return null;
  return (
    <div className="vf-annotation-tools nodrag nopan" style={{ transform: `scale(${Math.max(1, 1 / zoom)})` }}>
      <div role="group" aria-label={words.color}>
        {annotationColors.map((offered) => (
          <button
            key={offered}
            type="button"
            data-color={offered}
            aria-pressed={offered === color}
            aria-label={words.colors[offered]}
            title={words.colors[offered]}
            onClick={() => edit((graph) => colorAnnotations(graph, [id], offered))}
          />
        ))}
      </div>
      <button
        type="button"
        className="vf-annotation-remove"
        aria-label={removal}
        title={removal}
        onClick={() => edit((graph) => removeAnnotations(graph, [id]))}
      >
        <IconTrash size={14} stroke={1.8} aria-hidden />
      </button>
    </div>
  );
}
