import type { ParsePhone } from '@voronka/domain';
import type { CountryCode } from 'libphonenumber-js/max';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

function countryOf(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined;
}

/**
 * Reads phones by the numbering plans of libphonenumber (full metadata: a number of the right length in a range that
 * nobody has is refused). Short numbers, extensions and letters are refused too.
 */
export function createPhoneParser(): ParsePhone {
  return (text, country) => {
    const parsed = parsePhoneNumberFromString(text, { defaultCountry: countryOf(country), extract: false });
    return parsed?.isValid() && parsed.ext === undefined ? { e164: parsed.number } : null;
  };
}
