import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '@voronka/local-infra';

/** File of the key that encrypts stored secrets and everything in Temporal: 32 random bytes as hexadecimal digits. */
export function keyFilePath(home: string): string {
  return join(home, 'secret.key');
}

/** Makes the key file at the first start. An existing one is never touched, except that nobody else may read it. */
export function ensureKeyFile(home: string): string {
  const path = keyFilePath(home);
  if (existsSync(path)) chmodSync(path, 0o600);
  else writeFileAtomic(path, `${randomBytes(32).toString('hex')}\n`, 0o600);
  return path;
}
