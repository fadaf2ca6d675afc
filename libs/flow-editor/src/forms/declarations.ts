import { fieldDeclarationSchema, slotDeclarationSchema } from '@voronka/contracts/flow';
import { conditionsOf, isBuiltInSlot, templatesOf, templateVariables, variablesOf } from '@voronka/domain';
import type {
  ConditionTree,
  FieldDeclaration,
  FlowGraph,
  FlowNode,
  LocalizedText,
  SlotDeclaration,
} from '@voronka/domain';
import type { Problem } from './problem.ts';
import { problemsOf } from './problem.ts';
import { freshName } from './lists.ts';
import { text } from './text.ts';

const letters: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** A key made of a name that people gave, in Latin letters: "Площадь кухни" → `ploschadKukhni`; empty where none comes out. */
export function keyOf(title: string): string {
  const latin = [...title.toLowerCase()].map((letter) => letters[letter] ?? letter).join('');
  const words = latin.split(/[^a-z0-9]+/u).filter((word) => word !== '');
  const joined = words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  return joined.replace(/^\d+/u, '').slice(0, 40);
}

/** Why a key cannot be given to a new detail or field; null when it can. */
export function keyProblem(key: string, taken: readonly string[]): LocalizedText | null {
  if (!/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/u.test(key)) {
    return text(
      'Латинские буквы, цифры и подчёркивание; сначала буква; не длиннее 40 знаков',
      'Latin letters, digits and underscores, a letter first, at most 40 characters',
    );
  }
  if (taken.includes(key)) return text('Такой ключ уже есть', 'This key is taken');
  return null;
}

/** Why a key cannot be a detail's; null when it can. Details share their keys with the variables of every flow. */
export function slotKeyProblem(key: string, slots: readonly SlotDeclaration[]): LocalizedText | null {
  if (isBuiltInSlot(key) || Object.hasOwn(templateVariables, key)) {
    return text('Этот ключ занят сценарием', 'Every flow uses this key already');
  }
  return keyProblem(
    key,
    slots.map((slot) => slot.key),
  );
}

/** A detail of a kind under a key and name, with what the kind needs. */
export function newSlot(kind: SlotDeclaration['kind'], key: string, title: LocalizedText): SlotDeclaration {
  if (kind !== 'choice') return { key, title, kind };
  const options = [1, 2].map((number) => ({
    value: `option${number}`,
    title: text(`Вариант ${number}`, `Option ${number}`),
    words: [],
  }));
  return { key, title, kind, options };
}

/** The same detail as another kind; what only the old kind had is gone. */
export function slotAs(slot: SlotDeclaration, kind: SlotDeclaration['kind']): SlotDeclaration {
  return slot.kind === kind ? slot : newSlot(kind, slot.key, slot.title);
}

/** A choice with one more option. Its value is one that no other option has. */
export function withOption(slot: Extract<SlotDeclaration, { kind: 'choice' }>): SlotDeclaration {
  const value = freshName(
    'option',
    slot.options.map((option) => option.value),
  );
  const number = slot.options.length + 1;
  const option = { value, title: text(`Вариант ${number}`, `Option ${number}`), words: [] };
  return { ...slot, options: [...slot.options, option] };
}

/** A field of a type; its value until one is known is the type's empty one. */
export function fieldAs(
  field: Omit<FieldDeclaration, 'type' | 'default'>,
  type: FieldDeclaration['type'],
): FieldDeclaration {
  const empty = { string: '', number: 0, boolean: false } as const;
  return { key: field.key, title: field.title, type, default: empty[type] };
}

/** What is wrong with a detail by its limits. */
export function checkSlot(slot: SlotDeclaration): Problem[] {
  return [...problemsOf(slotDeclarationSchema, slot), ...untitled(slot.title)];
}

/** What is wrong with a field by its limits. */
export function checkField(field: FieldDeclaration): Problem[] {
  return [...problemsOf(fieldDeclarationSchema, field), ...untitled(field.title)];
}

function untitled(title: LocalizedText): Problem[] {
  const message = text('Заполните на русском и английском', 'Fill in in Russian and English');
  return title.ru.trim() === '' || title.en.trim() === '' ? [{ path: ['title'], message }] : [];
}

function factsIn(tree: ConditionTree): string[] {
  if ('all' in tree) return tree.all.flatMap(factsIn);
  if ('any' in tree) return tree.any.flatMap(factsIn);
  return 'not' in tree ? factsIn(tree.not) : [tree.fact];
}

function variablesIn(node: FlowNode): string[] {
  return templatesOf(node).flatMap(({ ru, en }) => [...variablesOf(ru), ...variablesOf(en)]);
}

/** The nodes that ask for a detail, compare it or write it into a text. */
export function usersOfSlot(graph: FlowGraph, key: string): FlowNode[] {
  const facts = new Set([`slots.${key}.known`, `slots.${key}.value`]);
  return graph.nodes.filter(
    (node) =>
      (node.kind === 'ask' && node.config.slots.includes(key)) ||
      conditionsOf(node)
        .flatMap(factsIn)
        .some((fact) => facts.has(fact)) ||
      variablesIn(node).includes(key),
  );
}

/** The nodes that fill a field, compare it or write it into a text. */
export function usersOfField(graph: FlowGraph, key: string): FlowNode[] {
  return graph.nodes.filter(
    (node) =>
      (node.kind === 'callWebhook' && Object.hasOwn(node.config.answer, key)) ||
      conditionsOf(node).flatMap(factsIn).includes(`fields.${key}`) ||
      variablesIn(node).includes(`fields.${key}`),
  );
}
