/**
 * Notes and groups share the canvas with nodes: there each goes by a ref, which no node id can be, as these hold no colon.
 */
export type AnnotationRef = `note:${string}` | `group:${string}`;

/** The ref of a note. */
export const noteRef = (id: string): AnnotationRef => `note:${id}`;
/** The ref of a group. */
export const groupRef = (id: string): AnnotationRef => `group:${id}`;

/** Whether an id of the canvas is that of a note or group. */
export function isAnnotationRef(id: string): id is AnnotationRef {
  return id.startsWith('note:') || id.startsWith('group:');
}

/** Whether an id of the canvas is that of a group. */
export function isGroupRef(id: string): boolean {
  return id.startsWith('group:');
}

/** The ids behind refs; everything else is left out. */
export function idsOfRefs(refs: Iterable<string>): { notes: Set<string>; groups: Set<string> } {
  const ids = { notes: new Set<string>(), groups: new Set<string>() };
  for (const ref of refs) {
    if (ref.startsWith('note:')) ids.notes.add(ref.slice('note:'.length));
    if (ref.startsWith('group:')) ids.groups.add(ref.slice('group:'.length));
  }
  return ids;
}
