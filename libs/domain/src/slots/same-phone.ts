const minimumDigits = 7;

/** The digits of a phone, without spelling. */
export function phoneDigits(phone: string): string {
  return phone.replace(/\D/g, '');
}

/**
 * Whether two spellings mean the same phone. The Russian trunk prefix 8 and the country code 7 are the same thing; a
 * number without a country code equals one that ends with it.
 */
export function samePhone(a: string, b: string): boolean {
  const plain = (phone: string): string => {
    const digits = phoneDigits(phone);
    return digits.length === 11 && digits.startsWith('8') && !phone.trim().startsWith('+')
      ? `7${digits.slice(1)}`
      : digits;
  };
  const left = plain(a);
  const right = plain(b);
  if (left.length < minimumDigits || right.length < minimumDigits) return false;
  if (left === right) return true;
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  return shorter.length === 10 && longer.length > 10 && longer.length <= 13 && longer.endsWith(shorter);
}
