import { variablesOf } from '../../decide/template.ts';
import type { SlotDeclaration } from '../../slots/slot-declaration.ts';
import type { ConditionTree, FlowGraph } from '../flow-graph.ts';
import { conditionsOf, templatesOf } from '../node-specifications.ts';
import { isBuiltInSlot } from '../slot-titles.ts';
import { repeated } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import { freshIds, suggest } from './suggestion.ts';
import type { Suggestion } from './suggestion.ts';

/** Whether a text can be the key of a slot or a field. */
export function isKey(text: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9_]{0,39}$/u.test(text);
}

function replaced<T>(items: readonly T[], at: number, item: T): T[] {
  return items.map((one, index) => (index === at ? item : one));
}

/** The last of equal keys under a key of its own. */
function underAnotherKey<T extends { key: string }>(
  items: readonly T[],
  key: string,
  taken: readonly string[],
): { items: T[]; newKey: string } {
  const newKey = freshIds(taken)(key.slice(0, 36));
  const at = items.findLastIndex((item) => item.key === key);
  return { items: items.map((item, index) => (index === at ? { ...item, key: newKey } : item)), newKey };
}

function checkSlotKeys(slots: readonly SlotDeclaration[]): FlowFinding[] {
  const keys = slots.map((slot) => slot.key);
  const builtIn = new Set(keys.filter(isBuiltInSlot));
  return [
    ...[...builtIn].map((key) => {
      const rest = slots.filter((slot) => slot.key !== key);
      const suggestion = suggest('changeSlots', 'Удалить объявление', 'Delete the declaration', [
        { kind: 'setSlots', slots: rest },
      ]);
      return finding('Flow.BuiltInSlot', null, key, { suggestion });
    }),
    ...repeated(keys.filter((key) => !isBuiltInSlot(key))).map((key) => {
      const { items, newKey } = underAnotherKey(slots, key, keys);
      const suggestion = suggest('changeSlots', `Назвать второе «${newKey}»`, `Call the second one "${newKey}"`, [
        { kind: 'setSlots', slots: items },
      ]);
      return finding('Flow.DuplicateSlot', null, key, { suggestion });
    }),
  ];
}

/** Values, and words in lower case, by which two options would both be chosen. */
function sharedWords(slot: Extract<SlotDeclaration, { kind: 'choice' }>): string[] {
  const values = repeated(slot.options.map((option) => option.value));
  const words = slot.options.flatMap(({ title, words: further }) => {
    return [...new Set([title.ru, title.en, ...further].map((word) => word.trim().toLowerCase()))];
  });
  return [...new Set([...values, ...repeated(words.filter((word) => word !== ''))])];
}

function withoutSharedWords(slots: readonly SlotDeclaration[], at: number): Suggestion | null {
  const slot = slots[at];
  if (slot?.kind !== 'choice') return null;
  const taken = new Set<string>();
  const options = slot.options.map((option) => {
    const own = option.words.filter((word) => !taken.has(word.trim().toLowerCase()));
    for (const word of [option.title.ru, option.title.en, ...option.words]) taken.add(word.trim().toLowerCase());
    return { ...option, words: own };
  });
  const changed = { ...slot, options };
  if (sharedWords(changed).length > 0) return null;
  return suggest('changeSlots', 'Оставить слово только первому варианту', 'Leave the word to the first answer only', [
    { kind: 'setSlots', slots: replaced(slots, at, changed) },
  ]);
}

function checkSlotContents(slots: readonly SlotDeclaration[]): FlowFinding[] {
  return slots.flatMap((slot, at): FlowFinding[] => {
    if (slot.kind === 'choice') {
      const shared = sharedWords(slot);
      if (shared.length === 0) return [];
      const suggestion = withoutSharedWords(slots, at);
      return [finding('Flow.EqualOptions', null, shared.join(', '), { suggestion })];
    }
    if (slot.kind !== 'number' || slot.min === undefined || slot.max === undefined || slot.min <= slot.max) return [];
    const swapped = replaced(slots, at, { ...slot, min: slot.max, max: slot.min });
    const suggestion = suggest('changeSlots', `От ${slot.max} до ${slot.min}`, `From ${slot.max} to ${slot.min}`, [
      { kind: 'setSlots', slots: swapped },
    ]);
    return [finding('Flow.SlotBoundsContradict', null, slot.title, { suggestion })];
  });
}

function collectLeaves(tree: ConditionTree, used: Set<string>): void {
  if ('not' in tree) return collectLeaves(tree.not, used);
  if ('all' in tree || 'any' in tree) {
    for (const child of 'all' in tree ? tree.all : tree.any) collectLeaves(child, used);
    return;
  }
  const [kind, key] = tree.fact.split('.');
  if (kind === 'slots' && key !== undefined) used.add(key);
  if (Array.isArray(tree.value)) for (const value of tree.value as readonly string[]) used.add(value);
  else if (typeof tree.value === 'string') used.add(tree.value);
}

/** Keys that questions, conditions and texts of a flow name; some of them are no slots. */
function namedKeys(graph: FlowGraph): Set<string> {
  const used = new Set<string>();
  for (const node of graph.nodes) {
    for (const tree of conditionsOf(node)) collectLeaves(tree, used);
    for (const { ru, en } of templatesOf(node))
      for (const name of [...variablesOf(ru), ...variablesOf(en)]) used.add(name);
    if (node.kind === 'ask') for (const slot of node.config.slots) used.add(slot);
  }
  return used;
}

function checkUse(graph: FlowGraph, slots: readonly SlotDeclaration[]): FlowFinding[] {
  const used = namedKeys(graph);
  return slots
    .filter((slot) => !isBuiltInSlot(slot.key) && !used.has(slot.key))
    .map((slot) => {
      const rest = slots.filter((one) => one.key !== slot.key);
      const suggestion = suggest('changeSlots', 'Удалить объявление', 'Delete the declaration', [
        { kind: 'setSlots', slots: rest },
      ]);
      return finding('Flow.UnusedSlot', null, slot.title, { suggestion });
    });
}

/** What the flow declares: each key once, answers that can be told apart, nothing that is declared for nothing. */
export function checkDeclarations(graph: FlowGraph): FlowFinding[] {
  const slots = graph.slots ?? [];
  const fields = graph.fields ?? [];
  const fieldKeys = fields.map((field) => field.key);
  const twice = repeated(fieldKeys).map((key) => {
    const { items, newKey } = underAnotherKey(fields, key, fieldKeys);
    const suggestion = suggest('changeFields', `Назвать второе «${newKey}»`, `Call the second one "${newKey}"`, [
      { kind: 'setFields', fields: items },
    ]);
    return finding('Flow.DuplicateField', null, key, { suggestion });
  });
  return [
    ...checkSlotKeys(slots),
    ...checkSlotContents(slots),
    ...twice,
    ...(slots.length > 0 ? checkUse(graph, slots) : []),
  ];
}
