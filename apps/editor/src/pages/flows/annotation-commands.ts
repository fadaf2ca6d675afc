import type { FlowNode } from '@voronka/domain';
import {
  addNote,
  collapseGroups,
  freeNotePlace,
  groupNodes,
  groupRef,
  growAnnotations,
  idsOfRefs,
  leaveGroups,
  membersOf,
  noteRef,
  noteSize,
  removeAnnotations,
  toGrid,
} from '@voronka/flow-editor';
import { newNodeId } from './clipboard-commands.ts';
import type { World } from './use-commands.ts';
import { selectionOf } from './use-selection.ts';

type Point = FlowNode['position'];

/** What a person can do with notes and groups. */
export interface AnnotationCommands {
  /** Puts an empty note on the canvas, ready to be written. @param at its corner, px; by default near the middle of the view */
  addNote: (at?: Point) => void;
  /** Frames the chosen nodes. @param title what the group is called at first */
  group: (title: string) => void;
  /** Takes the chosen frames away, and the chosen nodes out of theirs. */
  ungroup: () => void;
  /** Collapses the chosen groups, and those of the chosen nodes; opens them if all of them are collapsed. */
  fold: () => void;
  /** Collapses one group, or opens it. */
  toggle: (groupId: string) => void;
  /** Makes the chosen notes and frames bigger by so much, px. */
  grow: (by: Point) => void;
}

/** Builds the commands. @param now gives the newest state */
export function annotationCommands(now: () => World): AnnotationCommands {
  const isCollapsed = (groupId: string) =>
    now().draft.graph.groups?.find(({ id }) => id === groupId)?.collapsed === true;
  return {
    addNote: (at) => {
      const { draft, select, view, write, direction } = now();
      const id = newNodeId('note');
      const middle = view.middle();
      const wish = toGrid({ x: middle.x - noteSize.width / 2, y: middle.y - noteSize.height / 2 });
      const position = at ? toGrid(at) : freeNotePlace(draft.graph, wish, direction);
      const note = { id, text: '', color: 'yellow' as const, position, size: noteSize };
      draft.edit((graph) => addNote(graph, note));
      select(() => selectionOf([], [noteRef(id)]));
      write(noteRef(id));
    },
    group: (title) => {
      const { draft, selection, select, direction, write } = now();
      if (selection.nodes.size === 0) return;
      const id = newNodeId('group');
      draft.edit((graph) => groupNodes(graph, selection.nodes, { id, title, color: 'grey' }, direction));
      select(() => selectionOf([], [groupRef(id)]));
      write(groupRef(id));
    },
    ungroup: () => {
      const { draft, selection } = now();
      const { groups } = idsOfRefs(selection.annotations);
      draft.edit((graph) => {
        const frames = [...groups].map(groupRef);
        return removeAnnotations(leaveGroups(graph, selection.nodes), frames);
      });
    },
    fold: () => {
      const { draft, selection } = now();
      const { groups } = idsOfRefs(selection.annotations);
      for (const [groupId, nodes] of membersOf(draft.graph)) {
        if (nodes.some(({ id }) => selection.nodes.has(id))) groups.add(groupId);
      }
      if (groups.size === 0) return;
      const collapsed = ![...groups].every(isCollapsed);
      draft.edit((graph) => collapseGroups(graph, groups, collapsed));
      // A chosen node would keep its group open.
      now().select(() => selectionOf([], [...groups].map(groupRef)));
    },
    toggle: (groupId) => {
      const { draft, select } = now();
      const collapsed = !isCollapsed(groupId);
      draft.edit((graph) => collapseGroups(graph, new Set([groupId]), collapsed));
      select(() => selectionOf([], [groupRef(groupId)]));
    },
    grow: (by) => {
      const { draft, selection, direction } = now();
      draft.edit((graph) => growAnnotations(graph, selection.annotations, by, direction), 'grow');
    },
  };
}
