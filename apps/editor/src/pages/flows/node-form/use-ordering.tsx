import { useRef, useState } from 'react';
import type { DragEvent, RefObject } from 'react';
import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** The order of a list, changed by dragging its items or by keys on their grips. */
export interface Ordering {
  list: RefObject<HTMLOListElement | null>;
  /** Moves an item. @param id of the item, whose grip keeps the keyboard */
  move: (from: number, to: number, id: string) => void;
  begin: (event: DragEvent, at: number) => void;
  end: () => void;
  /** What an item takes to be a place where another can be dropped. */
  itemProps: (at: number) => {
    'data-drop': 'before' | 'after' | undefined;
    'data-dragged': true | undefined;
    onDragOver: (event: DragEvent) => void;
    onDrop: (event: DragEvent) => void;
  };
}

/** @param onMove the item at one place was put to another */
export function useOrdering(onMove: (from: number, to: number) => void): Ordering {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return {
    list,
    end,
    move: (from, to, id) => {
      onMove(from, to);
      // The item may have been taken out and put in again, which loses the keyboard.
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-grip="${id}"]`)?.focus());
    },
    begin: (event, at) => {
      const item = event.currentTarget.closest('li');
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', '');
      if (item) event.dataTransfer.setDragImage(item, 12, 12);
      setDragged(at);
    },
    itemProps: (at) => ({
      'data-drop': dragged === null || over !== at || dragged === at ? undefined : dragged < at ? 'after' : 'before',
      'data-dragged': dragged === at || undefined,
      onDragOver: (event) => {
        if (dragged === null) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(at);
      },
      onDrop: (event) => {
        if (dragged === null) return;
        event.preventDefault();
        end();
        if (dragged !== at) onMove(dragged, at);
      },
    }),
  };
}

/** What an item is dragged by; with the keyboard on it, arrow keys move the item. */
export function Grip({
  id,
  name,
  at,
  count,
  ordering,
}: {
  id: string;
  name: string;
  at: number;
  count: number;
  ordering: Ordering;
}) {
  const { t } = useTranslation();
  const [said, say] = useState('');
  const to = (place: number) => {
    if (place < 0 || place >= count) return;
    ordering.move(at, place, id);
    say(t('nodeForm.nowAt', { name, place: place + 1, count }));
  };
  const keys: Record<string, number> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: count - 1 };
  return (
    <>
      <Tooltip label={t('nodeForm.gripHelp')} openDelay={400}>
        <ActionIcon
          size={24}
          className="v-grip"
          draggable
          data-grip={id}
          aria-label={t('nodeForm.grip', { name })}
          onDragStart={(event) => ordering.begin(event, at)}
          onDragEnd={ordering.end}
          onKeyDown={(event) => {
            const place = keys[event.key];
            if (place === undefined) return;
            event.preventDefault();
            to(place);
          }}
        >
          <IconGripVertical size={14} />
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
    </>
  );
}
