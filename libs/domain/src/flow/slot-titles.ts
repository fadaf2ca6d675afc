import type { SlotKey } from '../slots/slot-declaration.ts';
import type { FlowGraph, LocalizedText, SlotName } from './flow-graph.ts';

/** Names of the built-in slots as they stand in a sentence. */
export const slotTitles: Record<SlotName, LocalizedText> = {
  name: { ru: 'имя', en: 'name' },
  phone: { ru: 'телефон', en: 'phone' },
  email: { ru: 'почта', en: 'e-mail' },
};

const slotKnown: Record<SlotName, LocalizedText> = {
  name: { ru: 'Имя известно', en: 'Name is known' },
  phone: { ru: 'Телефон известен', en: 'Phone is known' },
  email: { ru: 'Почта известна', en: 'E-mail is known' },
};

/** Whether a slot is one that every flow knows. */
export function isBuiltInSlot(slot: SlotKey): slot is SlotName {
  return Object.hasOwn(slotTitles, slot);
}

/** Name of a slot as it stands in a sentence; of one that nobody declared, its key. */
export function slotTitleOf(graph: Pick<FlowGraph, 'slots'>, slot: SlotKey): LocalizedText {
  if (isBuiltInSlot(slot)) return slotTitles[slot];
  return graph.slots?.find((declared) => declared.key === slot)?.title ?? { ru: slot, en: slot };
}

/** "The slot is known", as a condition's label. */
export function slotKnownTitle(graph: Pick<FlowGraph, 'slots'>, slot: SlotKey): LocalizedText {
  if (isBuiltInSlot(slot)) return slotKnown[slot];
  const title = slotTitleOf(graph, slot);
  return { ru: `Известно: ${title.ru}`, en: `Known: ${title.en}` };
}
