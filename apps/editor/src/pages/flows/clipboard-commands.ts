import {
  cornerOf,
  duplicate,
  fragmentOf,
  fromClipboard,
  insertFragment,
  isEmptyFragment,
  toClipboard,
  toGrid,
} from '@voronka/flow-editor';
import type { ClipboardRefusal, Inserted } from '@voronka/flow-editor';
import { newId } from '../../components/new-id.ts';
import type { World } from './use-commands.ts';
import { selectionOf } from './use-selection.ts';

/** Copies of what is chosen: nodes, notes and groups. */
export interface ClipboardCommands {
  duplicate: () => void;
  /** What is chosen as text for the clipboard; null when nothing is. */
  copied: () => string | null;
  /** @returns why the text was not taken; null when it was */
  paste: (text: string) => ClipboardRefusal | null;
}

/** An id that nothing had before: what open dialogues know by an id must not become something else. */
export function newNodeId(of: string): string {
  return `${of}-${newId().slice(0, 8)}`;
}

/** So far from its original a copy lies that was pasted where that still is, px. */
const copyOffset = { x: 40, y: 40 };

/** Builds the commands. @param now gives the newest state */
export function clipboardCommands(now: () => World): ClipboardCommands {
  const put = ({ graph, added, annotations }: Inserted) => {
    now().draft.edit(() => graph);
    now().select(() => selectionOf(added, annotations));
  };
  return {
    duplicate: () => {
      const { draft, selection } = now();
      const copies = duplicate(draft.graph, selection.nodes, newNodeId, selection.annotations);
      if (copies.added.length + copies.annotations.length > 0) put(copies);
    },
    copied: () => {
      const { draft, selection } = now();
      const fragment = fragmentOf(draft.graph, selection.nodes, selection.annotations);
      return isEmptyFragment(fragment) ? null : toClipboard(fragment);
    },
    paste: (text) => {
      const fragment = fromClipboard(text);
      if (typeof fragment === 'string') return fragment;
      const { graph } = now().draft;
      const corner = cornerOf(fragment);
      const isThere = [...graph.nodes, ...(graph.notes ?? []), ...(graph.groups ?? [])].some(
        ({ position: { x, y } }) => x === corner.x && y === corner.y,
      );
      const middle = toGrid(now().view.middle());
      const by = isThere ? copyOffset : { x: middle.x - corner.x, y: middle.y - corner.y };
      put(insertFragment(graph, fragment, newNodeId, by));
      return null;
    },
  };
}
