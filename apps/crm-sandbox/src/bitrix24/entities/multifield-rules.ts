import type { Multifield } from '../model.ts';
import { InvalidFieldError } from '../rest-error.ts';
import type { MultifieldChange } from './entity-change.ts';

/**
 * Applies changes to the contact details of a card.
 *
 * @param nextId gives the id of an added value
 * @returns the same array when nothing really changed
 * @throws InvalidFieldError when an e-mail is none
 */
export function applyMultifields(
  current: readonly Multifield[],
  changes: readonly MultifieldChange[],
  nextId: () => number,
): readonly Multifield[] {
  let result = current;
  for (const change of changes) {
    if (change.kind === 'add') {
      assertEmail(change.typeId, change.value);
      result = [...result, { id: nextId(), typeId: change.typeId, valueType: change.valueType, value: change.value }];
      continue;
    }
    const known = result.find((row) => row.id === change.id);
    // An id of another card, or of a value deleted meanwhile, is passed over silently.
    if (!known) continue;
    if (change.kind === 'delete') {
      result = result.filter((row) => row !== known);
      continue;
    }
    const edited = { ...known, value: change.value ?? known.value, valueType: change.valueType ?? known.valueType };
    assertEmail(edited.typeId, edited.value);
    if (edited.value !== known.value || edited.valueType !== known.valueType)
      result = result.map((row) => (row === known ? edited : row));
  }
  return result;
}

function assertEmail(typeId: string, value: string): void {
  if (typeId === 'EMAIL' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) throw new InvalidFieldError('E-mail', 'email');
}

/**
 * The form in which two contact details are compared for duplicates: digits of a phone without its extension, a
 * lower-case e-mail. `+7916…` and `8916…` stay different, as on a real portal.
 */
export function communicationKey(typeId: string, value: string): string {
  if (typeId !== 'PHONE') return value.trim().toLowerCase();
  const [number = ''] = value.split(/[,;#]|доб|ext|вн/i);
  return number.replace(/\D/g, '');
}
