import { phoneDigits } from '@voronka/domain';

/**
 * How a number may be written on cards. The vendor's search for duplicates compares numbers as a whole: `+7…` does not
 * find `8…`. Each hit is compared again by value, so a spelling too many does no harm.
 *
 * @param phone E.164
 * @returns at most 20, the most a search takes
 * @source Bitrix24 documentation, crm.duplicate.findbycomm and the tutorial on searching by phone
 */
export function phoneSpellings(phone: string): string[] {
  const digits = phoneDigits(phone);
  const spellings = [`+${digits}`, digits, `00${digits}`];
  const russian = /^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits);
  if (russian) {
    const [, area, a, b, c] = russian;
    const local = digits.slice(1);
    spellings.push(`8${local}`, local);
    for (const lead of ['+7', '7', '8']) {
      spellings.push(
        `${lead} (${area}) ${a}-${b}-${c}`,
        `${lead} ${area} ${a}-${b}-${c}`,
        `${lead} ${area} ${a} ${b} ${c}`,
        `${lead}-${area}-${a}-${b}-${c}`,
      );
    }
  }
  return spellings;
}
