import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { dialogueIdOfWorkflow, VoronkaError } from '@voronka/contracts';
import { decryptAead, encryptAead } from '../secrets/aead.ts';
import type { Keyring, MasterKey } from '../secrets/keyring.ts';
import { deriveKey, findMasterKey } from '../secrets/keyring.ts';
import { packPayload, unpackPayload } from './payload-bytes.ts';

/** `encoding` of an encrypted payload, as Temporal's own samples and tools name it. */
const encryptedEncoding = 'binary/encrypted';

const metadataNames = { encoding: 'encoding', keyId: 'encryption-key-id', scope: 'voronka-scope' } as const;

/** Whose key a payload is encrypted with: a dialogue's, or the installation's for everything else. */
type Scope = `dialogue:${string}` | 'installation';

function scopeOf(context: SerializationContext | undefined): Scope {
  const dialogueId = context?.workflowId === undefined ? null : dialogueIdOfWorkflow(context.workflowId);
  return dialogueId === null ? 'installation' : `dialogue:${dialogueId}`;
}

/** Keys kept at hand: those of the dialogues that a process works on, for each has some dozens of payloads. */
const keptKeys = 1_000;

/**
 * Derives keys, and keeps the ones made last: deriving costs more than encrypting a payload. As `KeyObject`s, with which a
 * cipher starts three times as fast as with bytes.
 */
function keyDeriver(): (master: MasterKey, scope: string) => KeyObject {
  const kept = new Map<string, KeyObject>();
  return (master, scope) => {
    const name = `${master.id} ${scope}`;
    const known = kept.get(name);
    if (known) return known;
    const key = createSecretKey(deriveKey(master, 'voronka/temporal-payload', scope));
    kept.set(name, key);
    const oldest = kept.keys().next().value;
    if (kept.size > keptKeys && oldest !== undefined) kept.delete(oldest);
    return key;
  };
}

function textOf(payload: Payload, name: string): string {
  const value = payload.metadata?.[name];
  return value ? Buffer.from(value).toString('utf8') : '';
}

/**
 * Encrypts everything that Temporal stores of a payload, its metadata too, with AES-256-GCM under a key of the dialogue:
 * one dialogue's key can be handed to an auditor without opening any other.
 *
 * 1. The scope is written into the metadata and authenticated with the ciphertext. The SDK gives no context in a few
 *    places (a failed decode, schedules, Nexus), so decoding goes by the written scope.
 * 2. Where the context does name a dialogue, it must be the written one: a payload moved to another dialogue's history
 *    does not decode. A payload encrypted without context is accepted anywhere.
 * 3. What is not encrypted passes unchanged: the SDK's core writes markers of its own.
 *
 * @throws VoronkaError `Internal.Error` from `decode` when the key is not ours or the payload was changed or moved
 */
export function createPayloadCodec(keyring: Keyring): PayloadCodec {
  const keyOf = keyDeriver();

  function encodeOne(payload: Payload, scope: Scope): Payload {
    const { current } = keyring;
    return {
      metadata: {
        [metadataNames.encoding]: Buffer.from(encryptedEncoding),
        [metadataNames.keyId]: Buffer.from(current.id),
        [metadataNames.scope]: Buffer.from(scope),
      },
      data: encryptAead(keyOf(current, scope), packPayload(payload), `${current.id}|${scope}`),
    };
  }

  function decodeOne(payload: Payload, contextScope: Scope): Payload {
    if (textOf(payload, metadataNames.encoding) !== encryptedEncoding) return payload;
    const keyId = textOf(payload, metadataNames.keyId);
    const scope = textOf(payload, metadataNames.scope);
    if (scope !== 'installation' && contextScope !== 'installation' && scope !== contextScope) {
      throw new VoronkaError('Internal.Error', 'A Temporal payload belongs to another dialogue', { keyId });
    }
    const master = findMasterKey(keyring, keyId);
    if (!master) {
      throw new VoronkaError(
        'Internal.Error',
        `A Temporal payload was encrypted with key ${keyId}, but this installation has key ${keyring.current.id}`,
        { keyId, currentKeyId: keyring.current.id },
      );
    }
    try {
      return unpackPayload(decryptAead(keyOf(master, scope), payload.data ?? Buffer.alloc(0), `${keyId}|${scope}`));
    } catch (cause) {
      throw new VoronkaError(
        'Internal.Error',
        'A Temporal payload does not decrypt: it was changed',
        { keyId },
        { cause },
      );
    }
  }

  return {
    encode: (payloads, context) =>
      Promise.resolve().then(() => payloads.map((payload) => encodeOne(payload, scopeOf(context)))),
    decode: (payloads, context) =>
      Promise.resolve().then(() => payloads.map((payload) => decodeOne(payload, scopeOf(context)))),
  };
}
