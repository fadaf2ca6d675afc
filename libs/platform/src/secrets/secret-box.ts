import { VoronkaError } from '@voronka/contracts';
import { decryptAead, encryptAead } from './aead.ts';
import type { Keyring, KeyPurpose } from './keyring.ts';
import { deriveKey, findMasterKey } from './keyring.ts';

/** Encrypts short secrets (tokens, webhook addresses) for storage. */
export interface SecretBox {
  /**
   * @param boundTo where the secret belongs, for example `integration:{id}`: moved to another row it does not open
   * @returns `v1.{key id}.{base64url}`
   */
  seal(plain: string, boundTo: string): string;
  /** @throws VoronkaError `Internal.Error` when the key is unknown, or the text or its place was changed */
  open(sealed: string, boundTo: string): string;
}

/** AES-256-GCM under a key derived for this purpose; opens with former master keys too. */
export function createSecretBox(keyring: Keyring, purpose: KeyPurpose = 'voronka/secret-box'): SecretBox {
  return {
    seal(plain, boundTo) {
      const key = deriveKey(keyring.current, purpose);
      return `v1.${keyring.current.id}.${encryptAead(key, Buffer.from(plain), boundTo).toString('base64url')}`;
    },
    open(sealed, boundTo) {
      const [version, keyId = '', body = ''] = sealed.split('.');
      if (version !== 'v1') throw new VoronkaError('Internal.Error', 'A sealed secret has an unknown form');
      const master = findMasterKey(keyring, keyId);
      if (!master) {
        throw new VoronkaError(
          'Internal.Error',
          'A secret was sealed with a key that this installation does not have',
          {
            keyId,
            currentKeyId: keyring.current.id,
          },
        );
      }
      try {
        return decryptAead(deriveKey(master, purpose), Buffer.from(body, 'base64url'), boundTo).toString('utf8');
      } catch (cause) {
        throw new VoronkaError(
          'Internal.Error',
          'A sealed secret does not open: changed or moved',
          { keyId },
          { cause },
        );
      }
    },
  };
}
