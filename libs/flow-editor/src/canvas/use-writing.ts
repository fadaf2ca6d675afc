import { use, useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { AnnotationContext } from './annotation-context.ts';

/**
 * The field in which a note or a group's title is written, with the keyboard in it from the beginning; Escape gives it
 * back to the note or group.
 *
 * @param ends further keys that end it
 */
export function useWriting<T extends HTMLInputElement | HTMLTextAreaElement>(id: string, ends: readonly string[] = []) {
  const { writing, onWriting } = use(AnnotationContext);
  const field = useRef<T>(null);
  const isWriting = writing === id;
  useEffect(() => {
    if (!isWriting || !field.current) return;
    field.current.focus({ preventScroll: true });
    const end = field.current.value.length;
    // A title is written anew, a note goes on.
    field.current.setSelectionRange(field.current instanceof HTMLInputElement ? 0 : end, end);
  }, [isWriting]);
  return {
    isWriting,
    props: {
      ref: field,
      className: 'nodrag nopan nowheel',
      onBlur: () => onWriting(null),
      onKeyDown: (event: KeyboardEvent<T>) => {
        event.stopPropagation();
        if (event.key !== 'Escape' && !ends.includes(event.key)) return;
        event.preventDefault();
        event.currentTarget.closest<HTMLElement>('.react-flow__node')?.focus({ preventScroll: true });
        onWriting(null);
      },
    },
  };
}
