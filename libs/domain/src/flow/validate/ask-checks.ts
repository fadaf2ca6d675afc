import type { SlotDeclaration } from '../../slots/slot-declaration.ts';
import type { FlowNode, FlowNodeOf } from '../flow-graph.ts';
import type { CheckedFlow } from './checked-flow.ts';
import { isKey } from './declaration-checks.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import type { FlowChange, Suggestion } from './suggestion.ts';
import { suggest, suggestConfig } from './suggestion.ts';

type Ask = FlowNodeOf<'ask'>;

const usualAttempts = 3;

function renamedSlots(node: Ask, from: string, to: string): FlowChange[] {
  const rename = (slots: readonly string[]): string[] => [...new Set(slots.map((slot) => (slot === from ? to : slot)))];
  const { slots, again } = node.config;
  const renamed = again.map((entry) => ({ ...entry, missing: rename(entry.missing) }));
  return [
    { kind: 'setConfig', nodeId: node.id, path: ['slots'], value: rename(slots) },
    { kind: 'setConfig', nodeId: node.id, path: ['again'], value: renamed },
  ];
}

/** A slot that a key may stand for, or the key declared as free text. */
function slotFor(flow: CheckedFlow, node: Ask, key: string): Suggestion | null {
  const near = flow.slots.nearest(key);
  const title = near === null ? undefined : flow.slots.known.get(near);
  if (near !== null && title) {
    const changes = renamedSlots(node, key, near);
    return suggest('chooseSlot', `Спрашивать «${title.ru}»`, `Ask for "${title.en}"`, changes);
  }
  if (!isKey(key)) return null;
  const declared: SlotDeclaration = { key, title: { ru: key, en: key }, kind: 'text' };
  return suggest('declareSlot', `Добавить данные «${key}» — любой текст`, `Add the detail "${key}", any text`, [
    { kind: 'setSlots', slots: [...(flow.graph.slots ?? []), declared] },
  ]);
}

function checkSlots(flow: CheckedFlow, node: Ask): FlowFinding[] {
  const { slots, again } = node.config;
  const named = new Set([...slots, ...again.flatMap((entry) => entry.missing)]);
  return [...named]
    .filter((slot) => !flow.slots.known.has(slot))
    .map((slot) => finding('Flow.UndeclaredSlot', node.id, slot, { suggestion: slotFor(flow, node, slot) }));
}

/** Wordings for details that the question never misses, because it does not ask for them. */
function checkWordings(node: Ask): FlowFinding[] {
  const { slots, again } = node.config;
  const asked = new Set(slots);
  return again.flatMap((entry, at) => {
    if (entry.missing.length > 0 && entry.missing.every((slot) => asked.has(slot))) return [];
    const rest = again.filter((_, index) => index !== at);
    const ru = 'Удалить этот переспрос';
    const suggestion = suggestConfig('setConfig', node, ['again'], rest, ru, 'Delete these words');
    return [finding('Flow.WordingNeverUsed', node.id, entry.text, { suggestion })];
  });
}

function checkSilence(node: Ask): FlowFinding[] {
  const { silence } = node.config;
  if (!silence || silence.reminders.length === 0) return [];
  const { remindAfterMinutes, closeAfterMinutes } = silence;
  if (closeAfterMinutes >= remindAfterMinutes) return [];
  const longer = remindAfterMinutes * 2;
  const suggestion = suggestConfig(
    'setConfig',
    node,
    ['silence', 'closeAfterMinutes'],
    longer,
    `Ждать ответа не дольше ${longer} мин`,
    `Wait for the answer ${longer} min at most`,
  );
  return [finding('Flow.SilenceContradicts', node.id, '', { suggestion })];
}

function checkLimit(node: Ask): FlowFinding[] {
  const { attempts } = node.config;
  if (Number.isInteger(attempts) && attempts >= 1) return [];
  const suggestion = suggestConfig(
    'setConfig',
    node,
    ['attempts'],
    usualAttempts,
    `Спрашивать не больше ${usualAttempts} раз`,
    `Ask ${usualAttempts} times at most`,
  );
  return [finding('Flow.AskWithoutLimit', node.id, '', { suggestion })];
}

/** Questions: what they collect, how often they ask, and what they do when the client is silent. */
export function checkAsk(flow: CheckedFlow, node: FlowNode): FlowFinding[] {
  if (node.kind !== 'ask') return [];
  const none = node.config.slots.length === 0;
  const phone = suggestConfig('chooseSlot', node, ['slots'], ['phone'], 'Спрашивать телефон', 'Ask for the phone');
  return [
    ...(none ? [finding('Flow.AskWithoutSlots', node.id, '', { suggestion: phone })] : checkWordings(node)),
    ...checkLimit(node),
    ...checkSlots(flow, node),
    ...checkSilence(node),
  ];
}
