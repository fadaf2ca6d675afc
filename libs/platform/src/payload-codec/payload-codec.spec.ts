import { randomBytes } from 'node:crypto';
import type { LoadedDataConverter, Payload, SerializationContext } from '@temporalio/common';
import { ApplicationFailure, defaultPayloadConverter } from '@temporalio/common';
import {
  decodeOptionalFailureToOptionalError,
  encodeErrorToFailure,
  loadDataConverter,
} from '@temporalio/common/lib/internal-non-workflow/index.js';
import { dialogueWorkflowId } from '@voronka/contracts';
import { createKeyring } from '../secrets/keyring.ts';
import { createDataConverter } from './data-converter.ts';
import { createPayloadCodec } from './payload-codec.ts';

const ofDialogue = (id: string): SerializationContext => ({
  type: 'workflow',
  namespace: 'default',
  workflowId: dialogueWorkflowId(id),
});
const hexKey = () => randomBytes(32).toString('hex');
const firstKey = hexKey();
const keyring = createKeyring(firstKey);
const codec = createPayloadCodec(keyring);
const secret = { name: 'Анна', phone: '+79161234567' };
const plain = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);

/** All of a message as text, its bytes too, as somebody with the store in hand would search it. */
function visible(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}=${visible(part)}`)
    .join('\n');
}

describe('payload codec', () => {
  it.each([secret, 'text', 7, null, undefined, new Uint8Array([0, 255, 1]), 'я'.repeat(100_000)])(
    'gives back what it encoded (%#)',
    async (value) => {
      const payload = plain(value);
      const decoded = await codec.decode(await codec.encode([payload], ofDialogue('a')), ofDialogue('a'));
      expect(decoded).toHaveLength(1);
      expect(defaultPayloadConverter.fromPayload(decoded[0] ?? {})).toEqual(value);
    },
  );

  it('leaves nothing readable but the id of the key and the opaque id of the dialogue', async () => {
    const [encoded] = await codec.encode([plain(secret)], ofDialogue('a'));
    expect(visible(encoded)).not.toMatch(/Анна|79161234567|json\/plain/);
    expect(Object.keys(encoded?.metadata ?? {}).sort()).toEqual(['encoding', 'encryption-key-id', 'voronka-scope']);
    expect(visible(encoded)).toContain('dialogue:a');
    expect(visible(encoded)).toContain(keyring.current.id);
  });

  it('never makes the same ciphertext twice', async () => {
    const [one, two] = await codec.encode([plain(secret), plain(secret)], ofDialogue('a'));
    expect(one?.data).not.toEqual(two?.data);
  });

  it('decodes where the SDK gives no context, by the scope it wrote', async () => {
    const encoded = await codec.encode([plain(secret)], ofDialogue('a'));
    expect(defaultPayloadConverter.fromPayload((await codec.decode(encoded))[0] ?? {})).toEqual(secret);
  });

  it('decodes in a dialogue what was encoded without context', async () => {
    const encoded = await codec.encode([plain(secret)]);
    expect(defaultPayloadConverter.fromPayload((await codec.decode(encoded, ofDialogue('a')))[0] ?? {})).toEqual(
      secret,
    );
  });

  it('refuses a payload that was moved to another dialogue, also with its scope rewritten', async () => {
    const [encoded] = await codec.encode([plain(secret)], ofDialogue('a'));
    await expect(codec.decode([encoded ?? {}], ofDialogue('b'))).rejects.toThrow('belongs to another dialogue');
    const rewritten = { ...encoded, metadata: { ...encoded?.metadata, 'voronka-scope': Buffer.from('dialogue:b') } };
    await expect(codec.decode([rewritten], ofDialogue('b'))).rejects.toThrow('does not decrypt');
  });

  it('says which key is missing', async () => {
    const encoded = await codec.encode([plain(secret)], ofDialogue('a'));
    const foreign = createKeyring(hexKey());
    await expect(createPayloadCodec(foreign).decode(encoded, ofDialogue('a'))).rejects.toThrow(
      `encrypted with key ${keyring.current.id}, but this installation has key ${foreign.current.id}`,
    );
  });

  it('decodes with a former key after rotation', async () => {
    const encoded = await codec.encode([plain(secret)], ofDialogue('a'));
    const rotated = createPayloadCodec(createKeyring(`${hexKey()}\n${firstKey}`));
    expect(defaultPayloadConverter.fromPayload((await rotated.decode(encoded))[0] ?? {})).toEqual(secret);
  });

  it('passes what is not encrypted, as the markers of the SDK itself', async () => {
    const payload = plain('marker');
    expect(await codec.decode([payload], ofDialogue('a'))).toEqual([payload]);
  });
});

describe('data converter', () => {
  const converter: LoadedDataConverter = loadDataConverter(createDataConverter(keyring));

  it('hides message, stack and details of a failure and gives them back', async () => {
    const failure = ApplicationFailure.create({
      message: 'Анна is not a phone',
      type: 'Crm.Rejected',
      details: [secret],
    });
    const encoded = await encodeErrorToFailure(converter, failure, ofDialogue('a'));
    const stored = visible(encoded);
    expect(stored).toContain(keyring.current.id);
    expect(stored).not.toMatch(/Анна|79161234567|payload-codec\.spec/);
    expect(encoded.message).toBe('Encoded failure');
    expect(encoded.applicationFailureInfo?.type).toBe('Crm.Rejected');
    const decoded = await decodeOptionalFailureToOptionalError(converter, encoded, ofDialogue('a'));
    expect(decoded).toMatchObject({ message: 'Анна is not a phone', type: 'Crm.Rejected', details: [secret] });
  });
});
