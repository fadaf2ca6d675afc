import { randomInt } from 'node:crypto';

/** People of a test, by what their phones are to it. `alike` differs from `client` in its last digit only. */
export type PhoneOf = 'client' | 'alike' | 'other' | 'absent' | 'office' | 'second' | 'new';

/** Data that one test makes cards of, so that it finds its own among those of others. */
export interface OwnData {
  key(purpose: string): string;
  /** E.164, eleven digits that begin with 7. */
  phone(of: PhoneOf): string;
  /** In small letters. */
  email(name: string): string;
  /** Title of a card. */
  readonly title: string;
}

/** A number that no vendor has given to a card yet. */
export const absentId = '2147483646';

const sandboxPhones: Record<PhoneOf, string> = {
  client: '+79161234567',
  alike: '+79161234568',
  other: '+79990000000',
  absent: '+79160000000',
  office: '+74951112233',
  second: '+74954445566',
  new: '+79990001122',
};

/** The same data in every test, for an emulation that is emptied before each of them. */
export const sandboxData: OwnData = {
  key: (purpose) => `d-1:1:${purpose}`,
  phone: (of) => sandboxPhones[of],
  email: (name) => `${name}@example.com`,
  title: 'Чат 1',
};

/** Letters and digits that mark everything of one run. */
export function newRunMark(): string {
  return randomInt(36 ** 5, 36 ** 6).toString(36);
}

/**
 * Data of one test on an account that others work in. Phones begin with +72, where Russia's plan of numbers has nobody.
 *
 * @param mark of the run
 * @param test counts the tests of the run
 */
export function liveData(mark: string, test: number): OwnData {
  const digits = String(randomInt(10 ** 8)).padStart(8, '0');
  const people = Object.keys(sandboxPhones);
  return {
    key: (purpose) => `check-${mark}-${test}:1:${purpose}`,
    phone: (of) => `+72${digits}${people.indexOf(of)}`,
    email: (name) => `${name}.${mark}.${test}@example.com`,
    title: `Voronka check ${mark}-${test}`,
  };
}

/** A phone as people write it. @param pattern with an X for each of the ten digits after the 7 */
export function spelled(phone: string, pattern: string): string {
  const digits = [...phone.slice(2)];
  return pattern.replaceAll('X', () => digits.shift() ?? '');
}
