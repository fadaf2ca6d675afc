import type { DialogueDetail } from '@voronka/contracts';
import type { PayloadValue } from '../../api/endpoints.ts';

/** A value that a signal carries. */
export type SignalField = DialogueDetail['byHand']['signals'][number]['fields'][number];

/** What was typed for each field; a tick is `true`. */
export type Typed = Readonly<Record<string, string | boolean | undefined>>;

/** Keys of fields that are needed and not filled in, or are no number where one is wanted. */
export function faultsOf(fields: readonly SignalField[], typed: Typed): string[] {
  return fields
    .filter(({ key, type, required }) => {
      const value = typed[key];
      if (type === 'boolean') return false;
      const text = typeof value === 'string' ? value.trim() : '';
      if (text === '') return required;
      return type === 'number' && !Number.isFinite(Number(text.replace(',', '.')));
    })
    .map(({ key }) => key);
}

/** What is sent; what was left empty is left out. */
export function payloadOf(fields: readonly SignalField[], typed: Typed): Record<string, PayloadValue> {
  const values = fields.flatMap(({ key, type, required }): [string, PayloadValue][] => {
    const value = typed[key];
    if (type === 'boolean') return value === true || required ? [[key, value === true]] : [];
    const text = typeof value === 'string' ? value.trim() : '';
    if (text === '') return [];
    return [[key, type === 'number' ? Number(text.replace(',', '.')) : text]];
  });
  return Object.fromEntries(values);
}
