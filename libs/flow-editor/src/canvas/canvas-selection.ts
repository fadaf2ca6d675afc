import { idsOfRefs, isAnnotationRef } from '../model/annotation-refs.ts';

/** What is chosen. */
export interface Selection {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  /** Refs of notes and groups. */
  annotations: ReadonlySet<string>;
}

/** The only thing chosen, if it is a note. A frame would move the view by each click on its title. */
export function onlyNote({ nodes, annotations }: Selection): string | null {
  const [only = ''] = nodes.size === 0 && annotations.size === 1 ? annotations : [];
  return idsOfRefs([only]).notes.size === 1 ? only : null;
}

/** The selection after cards, notes and groups were chosen and left, all by their ids on the canvas. */
export function withItems(before: Selection, change: (ids: ReadonlySet<string>) => ReadonlySet<string>): Selection {
  const ids = [...change(new Set([...before.nodes, ...before.annotations]))];
  return {
    ...before,
    nodes: new Set(ids.filter((id) => !isAnnotationRef(id))),
    annotations: new Set(ids.filter(isAnnotationRef)),
  };
}
