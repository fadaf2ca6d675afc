import type { ParsePhone } from '@voronka/domain';
import type { CountryCode, NumberType } from 'libphonenumber-js/max';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

function countryOf(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined;
}

/** What companies are reached by: free of charge for the caller, at a shared or higher price, or the same everywhere. */
const serviceTypes = new Set<NumberType>(['TOLL_FREE', 'SHARED_COST', 'PREMIUM_RATE', 'UAN']);

/**
 * Reads phones by the numbering plans of libphonenumber (full metadata: a number of the right length in a range that
 * nobody has is refused). Short numbers, extensions and letters are refused too.
 */
export function createPhoneParser(): ParsePhone {
  return (text, country) => {
    const parsed = parsePhoneNumberFromString(text, { defaultCountry: countryOf(country), extract: false });
    if (!parsed?.isValid() || parsed.ext !== undefined) return null;
    return { e164: parsed.number, service: serviceTypes.has(parsed.getType()) };
  };
}
