import type { FactDeclaration } from '../../rules/facts.ts';
import { operatorSpecifications, valueFits } from '../../rules/operators.ts';
import type { ConditionLeaf, ConditionValue, FlowNode, LocalizedText } from '../flow-graph.ts';
import type { CheckedFlow, Names } from './checked-flow.ts';
import type { FindingCode, FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import { nearestOf } from './nearest.ts';
import type { ConfigPath, Suggestion } from './suggestion.ts';
import { suggestConfig } from './suggestion.ts';

function listOf(value: ConditionValue): string[] {
  return typeof value === 'string' ? [value] : Array.isArray(value) ? [...(value as readonly string[])] : [];
}

/** The same value in the shape that the operator takes, if there is one: a number that was written as text, a list of one. */
function reshaped(leaf: ConditionLeaf, fact: FactDeclaration): ConditionValue | null {
  const { value } = leaf;
  const wishes = operatorSpecifications[leaf.operator].value;
  const words = listOf(value).filter((word) => word.trim() !== '');
  const candidates: ConditionValue[] = [];
  if (wishes === 'number' || fact.type === 'number') candidates.push(Number(words[0] ?? Number.NaN));
  else if (fact.type === 'boolean') candidates.push(!/^(?:false|no|нет|0)$/iu.test(words[0] ?? String(value)));
  else if (wishes === 'same' || wishes === 'text') candidates.push(words[0] ?? String(value));
  else candidates.push(words);
  const occurs = (one: ConditionValue): boolean => typeof one !== 'string' || (fact.values?.includes(one) ?? true);
  return (
    candidates.find((one) => valueFits(leaf.operator, fact.type, one) && !Number.isNaN(one) && occurs(one)) ?? null
  );
}

function inWords(value: ConditionValue): LocalizedText {
  if (value === true) return { ru: '«да»', en: '"yes"' };
  if (value === false) return { ru: '«нет»', en: '"no"' };
  const list = (open: string, close: string): string =>
    typeof value === 'number'
      ? String(value)
      : listOf(value)
          .map((word) => open + word + close)
          .join(', ');
  return { ru: list('«', '»'), en: list('"', '"') };
}

/** Proposes the value in the shape that the comparison takes. */
export function fittingValue(
  node: FlowNode,
  leaf: ConditionLeaf,
  fact: FactDeclaration,
  path: () => ConfigPath,
): Suggestion | null {
  const value = reshaped(leaf, fact);
  if (value === null) return null;
  const { ru, en } = inWords(value);
  return suggestConfig('setValue', node, path(), value, `Сравнивать с ${ru}`, `Compare with ${en}`);
}

/** A pattern taken letter by letter. */
function literal(pattern: string): string {
  return pattern.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
}

/** Patterns that do not compile, or that only an engine that goes back and forth could match. */
export function checkPatterns(
  flow: CheckedFlow,
  node: FlowNode,
  leaf: ConditionLeaf,
  path: () => ConfigPath,
): FlowFinding[] {
  if (leaf.operator !== 'matchesPattern') return [];
  const patterns = listOf(leaf.value);
  return patterns.flatMap((pattern) => {
    const problem = flow.checkPattern(pattern);
    if (problem === null) return [];
    // Look-around and back references are meant; a stray bracket or plus sign is more likely a letter of the text.
    const isMeant = /\(\?|\\[1-9k]/u.test(pattern);
    const letters = literal(pattern);
    if (isMeant || flow.checkPattern(letters) !== null) return [finding('Flow.PatternInvalid', node.id, problem)];
    const replaced = patterns.map((one) => (one === pattern ? letters : one));
    const suggestion = suggestConfig(
      'setValue',
      node,
      path(),
      typeof leaf.value === 'string' ? letters : replaced,
      `Искать эти знаки как обычный текст: ${letters}`,
      `Look for these characters as plain text: ${letters}`,
    );
    return [finding('Flow.PatternInvalid', node.id, problem, { suggestion })];
  });
}

/** What a fact may hold: values of its own, or names that the surroundings know. */
function valuesOf(
  flow: CheckedFlow,
  leaf: ConditionLeaf,
  fact: FactDeclaration,
): { code: FindingCode; names: Names<LocalizedText> } | null {
  switch (leaf.fact) {
    case 'stage':
    case 'move.previous':
      return { code: 'Flow.UnknownStage', names: flow.stages };
    case 'signal.name':
    case 'signals.received':
      return flow.signals && { code: 'Flow.UnknownSignal', names: flow.signals };
    case 'ask.missing':
    case 'understood.slots':
      return { code: 'Flow.ValueNeverOccurs', names: flow.slots };
    default: {
      if (!fact.values) return null;
      const known = new Map(fact.values.map((value) => [value, { ru: value, en: value }] as const));
      return { code: 'Flow.ValueNeverOccurs', names: { known, nearest: nearestOf(known.keys()) } };
    }
  }
}

const exact = new Set(['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain']);

/** Values that the fact never has: the comparison would come out the same for ever. */
export function unknownValues(
  flow: CheckedFlow,
  node: FlowNode,
  leaf: ConditionLeaf,
  fact: FactDeclaration,
  path: () => ConfigPath,
): FlowFinding[] {
  if (!exact.has(leaf.operator)) return [];
  const values = valuesOf(flow, leaf, fact);
  if (!values) return [];
  const { code, names } = values;
  const given = listOf(leaf.value);
  // An empty text is what such facts hold while there is nothing to hold.
  return given
    .filter((value) => value !== '' && !names.known.has(value))
    .map((value) => {
      const known = names.nearest(value);
      if (known === null) return finding(code, node.id, value);
      const replaced = given.map((one) => (one === value ? known : one));
      const { ru = known, en = known } = names.known.get(known) ?? {};
      const suggestion = suggestConfig(
        'setValue',
        node,
        path(),
        typeof leaf.value === 'string' ? known : replaced,
        `Взять «${ru}»`,
        `Take "${en}"`,
      );
      return finding(code, node.id, value, { suggestion });
    });
}
