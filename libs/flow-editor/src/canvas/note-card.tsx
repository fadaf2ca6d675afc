import { memo, use } from 'react';
import { NodeResizer } from '@xyflow/react';
import type { NodeProps } from '@xyflow/react';
import { sayAnnotation, smallestSize } from '../draft/annotation-edits.ts';
import type { NoteItem } from '../model/annotation-drawing.ts';
import { AnnotationContext } from './annotation-context.ts';
import { AnnotationTools } from './annotation-tools.tsx';
import { useWriting } from './use-writing.ts';

/** Longest note, characters: what the draft takes. */
const longestNote = 4000;

/** A note on the canvas: read as it stands, written in its place. */
export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<NoteItem>) {
  const { words, edit } = use(AnnotationContext);
  const { isWriting, props } = useWriting<HTMLTextAreaElement>(id);
  const { text, color } = data.note;
  return (
    <>
      {edit && selected ? (
        <>
          <NodeResizer minWidth={smallestSize.width} minHeight={smallestSize.height} />
          <AnnotationTools id={id} color={color} removal={words.removeNote} />
        </>
      ) : null}
      <div className="vf-note" data-color={color} data-selected={selected || undefined} data-note-id={data.note.id}>
        {edit && isWriting ? (
          <textarea
            {...props}
            aria-label={words.noteText}
            maxLength={longestNote}
            value={text}
            onChange={(event) => {
              const { value } = event.currentTarget;
              edit((graph) => sayAnnotation(graph, id, value), `say:${id}`);
            }}
          />
        ) : (
          <div className="vf-note-text">
            {text === '' ? <span className="vf-note-empty">{words.emptyNote}</span> : text}
          </div>
        )}
      </div>
    </>
  );
});
