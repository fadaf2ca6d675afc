import { hkdfSync } from 'node:crypto';

/** A 256-bit key from which all others are derived. `id` tells which one made a ciphertext and gives nothing away. */
export interface MasterKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** The installation's master keys: `current` encrypts and signs, `former` ones still decrypt and verify. */
export interface Keyring {
  readonly current: MasterKey;
  readonly former: readonly MasterKey[];
}

/** What a derived key is for; one purpose never opens what another sealed. */
export type KeyPurpose = `voronka/${string}`;

const keyPattern = /^[0-9a-f]{64}$/i;

/**
 * Derives a 256-bit key by HKDF-SHA256.
 *
 * @param subject whose key it is, for example a dialogue's id; empty for a key of the whole installation
 */
export function deriveKey(master: MasterKey, purpose: KeyPurpose, subject = ''): Buffer {
  return Buffer.from(hkdfSync('sha256', master.bytes, Buffer.alloc(0), `${purpose}\0${subject}`, 32));
}

function masterKeyFromHex(hex: string): MasterKey {
  const bytes = Buffer.from(hex, 'hex');
  const id = Buffer.from(hkdfSync('sha256', bytes, Buffer.alloc(0), 'voronka/key-id', 4)).toString('hex');
  return { id, bytes };
}

/**
 * Reads the text of a key file: one key of 64 hexadecimal digits a line, the current one first.
 *
 * @throws Error naming the line, never its content
 */
export function createKeyring(keyFileText: string): Keyring {
  const lines = keyFileText
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  lines.forEach((line, index) => {
    if (!keyPattern.test(line)) throw new Error(`Key ${index + 1} is not 64 hexadecimal digits`);
  });
  const [current, ...former] = lines.map(masterKeyFromHex);
  if (!current) throw new Error('There is no key: expected 64 hexadecimal digits');
  return { current, former };
}

/** The key with this id, or null when the installation does not have it. */
export function findMasterKey(keyring: Keyring, id: string): MasterKey | null {
  return [keyring.current, ...keyring.former].find((key) => key.id === id) ?? null;
}
