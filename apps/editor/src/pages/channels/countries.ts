/** Countries whose numbers clients are likely to write without a code, by ISO 3166 alpha-2. */
const codes =
  'RU BY KZ AM AZ GE KG MD TJ TM UZ UA LV LT EE PL DE AT CH FR BE NL LU IT ES PT GB IE SE NO FI DK IS CZ SK HU RO BG RS HR SI BA ME MK AL GR CY TR IL AE SA QA KW EG MA TN IN PK BD LK CN HK TW JP KR MN VN TH MY SG ID PH AU NZ US CA MX BR AR CL CO PE ZA NG KE'.split(
    ' ',
  );

/** Countries to choose from, by name in the reader's language; the present one is always there. */
export function countryChoices(locale: string, present: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  return [...new Set([...codes, present])]
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
