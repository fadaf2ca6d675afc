import { useEffect } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { gridStep } from '@voronka/flow-editor';
import { shortcutOf } from './shortcuts.ts';
import type { DraftCommands } from './use-commands.ts';

/** What keys ask of the page, beside the commands. */
export interface PageWishes {
  /** Which node, from a list. */
  onAdd: () => void;
  /** Where to, from a list. */
  onConnect: () => void;
  /** A node's form, or the words of a note or group: then it is a ref. */
  onOpen: (id: string) => void;
  /** A frame around what is chosen. */
  onGroup: () => void;
  /** A node into a connection, from a list. */
  onInsert: (edgeId: string) => void;
  onHelp: () => void;
}

/** Whether a key belongs to somebody else: a field, a dialog, a list. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]')) return true;
  return target !== document.body && !target.closest('.v-flow') && target.id !== 'content';
}

function idUnder(target: EventTarget | null, part: 'node' | 'edge'): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest(`.react-flow__${part}`)?.getAttribute('data-id') ?? null;
}

/** Whether the key was pressed on the canvas, or nowhere in particular. */
function isOnCanvas(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest('.vf-canvas') !== null);
}

/** Whether this leaves a node's form: a list that is open in a field takes the key for itself. */
function leavesForm({ key, target }: KeyboardEvent): boolean {
  if (key !== 'Escape' || !(target instanceof Element) || !target.closest('.v-node-panel')) return false;
  return (
    !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || target.ariaExpanded !== 'true'
  );
}

/** Listens to the keys and the clipboard of the canvas while the page is open. */
export function useShortcuts(
  commands: DraftCommands,
  { onAdd, onConnect, onOpen, onGroup, onInsert, onHelp }: PageWishes,
) {
  const { t } = useTranslation();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (leavesForm(event)) {
        commands.comeBack();
        return;
      }
      if (isElsewhere(event.target)) return;
      const wish = shortcutOf(event, gridStep);
      if (wish === null) return;
      const isAnywhere = wish === 'undo' || wish === 'redo' || wish === 'help';
      if (!isAnywhere && !isOnCanvas(event.target)) return;
      if (typeof wish === 'object') {
        if ('shift' in wish) commands.shift(wish.shift);
        else commands.grow(wish.grow);
      } else if (wish === 'open') {
        if (event.target instanceof Element && event.target.closest('a, button')) return;
        const [node, edge] = [idUnder(event.target, 'node'), idUnder(event.target, 'edge')];
        if (node) onOpen(node);
        else if (edge) onInsert(edge);
        else return;
      } else if (wish === 'add') onAdd();
      else if (wish === 'connect') onConnect();
      else if (wish === 'help') onHelp();
      else if (wish === 'note') commands.addNote();
      else if (wish === 'group') onGroup();
      else commands[wish]();
      event.preventDefault();
      // The canvas' own keys would do it a second time, or choose again what was just let go.
      if (typeof wish === 'object' || wish === 'selectNothing') event.stopPropagation();
    };
    const onCopy = (event: ClipboardEvent, isCut: boolean) => {
      if (isElsewhere(event.target) || document.getSelection()?.isCollapsed === false) return;
      const text = commands.copied();
      if (text === null) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (isCut) commands.remove();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isElsewhere(event.target)) return;
      const refusal = commands.paste(event.clipboardData?.getData('text/plain') ?? '');
      if (refusal) notifications.show({ color: 'yellow', message: t(`draft.paste.${refusal}`) });
      event.preventDefault();
    };
    const copy = (event: ClipboardEvent) => onCopy(event, false);
    const cut = (event: ClipboardEvent) => onCopy(event, true);
    document.addEventListener('keydown', onKeyDown, { capture: true });
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKeyDown, { capture: true });
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', onPaste);
    };
  }, [commands, t, onAdd, onConnect, onOpen, onGroup, onInsert, onHelp]);
}
