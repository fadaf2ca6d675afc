import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An unguessable token. @param bytes of randomness. @default 32 */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** What is stored of a random token: SHA-256, hexadecimal. No salt, because the token itself is unguessable. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Compares two secrets in a time that tells neither content nor length. */
export function equalInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
