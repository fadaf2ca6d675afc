import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { Keyring } from '../secrets/keyring.ts';
import { createPayloadCodec } from './payload-codec.ts';

/**
 * Module of the failure converter that moves messages and stack traces into the encoded attributes. Plain CommonJS beside
 * `src` and `dist`, because the SDK loads it by `require` and bundles it into the workflow sandbox as well.
 */
export const failureConverterPath = fileURLToPath(new URL('../../failure-converter.cjs', import.meta.url));

/**
 * The data converter of every Temporal client and worker of the product: payloads are encrypted per dialogue, failures
 * carry no plain message or stack.
 *
 * Search attributes, workflow ids, headers, and Signal and activity names are NOT covered: keep client data out of them.
 */
export function createDataConverter(keyring: Keyring): DataConverter {
  return { failureConverterPath, payloadCodecs: [createPayloadCodec(keyring)] };
}
