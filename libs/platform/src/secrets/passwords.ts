import type { ScryptOptions } from 'node:crypto';
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of new hashes: 32 MiB and some 80 ms each. */
const cost = { N: 2 ** 15, r: 8, p: 1 } as const;
const keyBytes = 32;
const saltBytes = 16;
/** The most memory a stored hash may ask for; a planted one must not exhaust the process. */
const maxMemoryBytes = 256 * 1024 * 1024;

function runScrypt(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on another keyboard is the same password.
    scrypt(password.normalize('NFKC'), salt, keyBytes, { ...options, maxmem: maxMemoryBytes }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Hashes a password with scrypt. @returns `scrypt$v1$N$r$p$salt$hash`, salt and hash in base64url */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await runScrypt(password, salt, cost);
  return ['scrypt', 'v1', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether this is the password of the hash; false also for a hash that cannot be read. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [name, version, N, r, p, salt, hash] = stored.split('$');
  if (name !== 'scrypt' || version !== 'v1' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64url');
  if (expected.length !== keyBytes) return false;
  try {
    const options = { N: Number(N), r: Number(r), p: Number(p) };
    return timingSafeEqual(await runScrypt(password, Buffer.from(salt, 'base64url'), options), expected);
  } catch {
    return false;
  }
}

/** Whether a hash was made with another cost than today's, so that the next login should renew it. */
export function passwordNeedsRehash(stored: string): boolean {
  return !stored.startsWith(`scrypt$v1$${cost.N}$${cost.r}$${cost.p}$`);
}
