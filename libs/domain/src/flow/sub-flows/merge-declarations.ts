import { canonicalJson } from '../../canonical-json.ts';
import type { FlowGraph } from '../flow-graph.ts';

/** What a flow declares besides its nodes. */
export type Declarations = Pick<FlowGraph, 'slots' | 'fields'>;

interface Declared {
  key: string;
  title: unknown;
}

/** Whether two declarations mean the same; how people call it may differ. */
function agree(a: Declared, b: Declared): boolean {
  return canonicalJson({ ...a, title: null }) === canonicalJson({ ...b, title: null });
}

function join<T extends Declared>(
  ours: readonly T[] | undefined,
  theirs: readonly T[] | undefined,
  conflicts: string[],
): T[] | undefined {
  if (!theirs || theirs.length === 0) return ours ? [...ours] : undefined;
  const joined = new Map((ours ?? []).map((declared) => [declared.key, declared] as const));
  for (const declared of theirs) {
    const known = joined.get(declared.key);
    if (!known) joined.set(declared.key, declared);
    else if (!agree(known, declared)) conflicts.push(declared.key);
  }
  return [...joined.values()];
}

/** Slots and fields of two flows that become one. @returns them, and the keys that the two declare differently */
export function mergeDeclarations(ours: Declarations, theirs: Declarations): Declarations & { conflicts: string[] } {
  const conflicts: string[] = [];
  const slots = join(ours.slots, theirs.slots, conflicts);
  const fields = join(ours.fields, theirs.fields, conflicts);
  return { ...(slots ? { slots } : {}), ...(fields ? { fields } : {}), conflicts };
}
