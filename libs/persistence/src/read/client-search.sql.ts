import { containsPattern } from './values.ts';

/** A condition with its placeholders' values; its parts are alternatives. */
export interface SearchParts {
  any: string[];
  params: unknown[];
}

/** Dialogues `d` whose client (name, e-mail, phone) or number a text names. */
export function searchClient(search: string): SearchParts {
  const pattern = containsPattern(search);
  const any = ['d.client_name ilike ?', 'd.client_email ilike ?'];
  const params: unknown[] = [pattern, pattern];
  const digits = search.replace(/\D/g, '');
  // People type the trunk prefix 8 where the number is stored as +7: its last digits find it either way.
  const significant = digits.length > 10 ? digits.slice(-10) : digits;
  if (significant.length >= 3) {
    any.push('d.client_phone like ?');
    params.push(`%${significant}%`);
  }
  if (digits !== '' && digits.length < 10) {
    any.push('d.number = ?');
    params.push(Number(digits));
  }
  return { any, params };
}
