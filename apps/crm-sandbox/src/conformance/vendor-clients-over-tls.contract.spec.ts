import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadTlsIdentity } from '../http/tls-certificate.ts';
import { runClientProgram } from './clients/client-program.ts';
import { startForTest } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

/** Two processes start and load the vendors’ clients, which takes long on a busy machine. */
const startTimeoutMs = 200_000;

describe('the vendors’ clients, unmodified, over https', () => {
  let under: SandboxUnderTest;
  let seen: Record<string, unknown>;
  let hookSeen: Record<string, unknown>;

  beforeAll(async () => {
    under = await startForTest({ tlsPort: 0 });
    seen = await runClientProgram('amocrm-js.ts', under.ready);
    hookSeen = await runClientProgram('b24-hook.ts', under.ready);
  }, startTimeoutMs);
  afterAll(() => under.stop());

  it('amocrm-js adds, gets, changes and pages through leads', () => {
    expect(seen).toMatchObject({
      ids: ['number', 'number', 'number'],
      found: { name: 'Первая' },
      name: 'Изменённая',
      complex: [{ merged: false, contact_id: null }],
      sizes: [3, 1],
    });
  });

  it('amocrm-js takes "nothing" for an empty answer and a problem document for an error', () => {
    expect(seen['nothing']).toEqual({});
    expect(seen['wrong']).toMatchObject({
      message: 'API_RESPONSE_ERROR',
      data: { status: 400, 'validation-errors': [{ errors: [{ code: 'NotSupportedChoice', path: 'status_id' }] }] },
    });
  });

  it('amocrm-js cannot read the page of a refusal, but its JSON form', () => {
    expect(seen['refusedPage']).toMatchObject({ message: 'JSON_PARSE_ERROR' });
    expect(seen['refusedJson']).toMatchObject({ data: { status: 429 } });
  });

  it('amocrm-js garbles a letter that comes in two chunks: its own fault, which the sandbox brings out', () => {
    expect(seen['split']).toContain('\uFFFD');
  });

  it('amocrm-js renews an expired token once; a used refresh token is revoked', () => {
    expect(seen).toMatchObject({ subdomain: 'demo', isRenewed: true });
    expect(seen['usedTwice']).toMatchObject({ data: { status: 401, hint: 'Token has been revoked' } });
  });

  it('amocrm-js locks itself out when five calls renew at once', () => {
    expect(seen['race']).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'rejected']);
  });

  it('B24Hook works over https', () => {
    expect(hookSeen).toEqual({
      title: 'По https',
      list: [{ ID: expect.any(String) as unknown, TITLE: 'Изменён' }],
    });
  });

  it('keeps the key of the certificate from others, and the certificate until it ends', async () => {
    const { caFile = '' } = under.ready;
    expect((await stat(join(dirname(caFile), 'key.pem'))).mode & 0o777).toBe(0o600);
    const kept = await loadTlsIdentity(dirname(caFile), Date.now());
    expect(await loadTlsIdentity(dirname(caFile), Date.now())).toEqual(kept);
    const tenYearsLater = Date.now() + 10 * 365 * 24 * 3600 * 1000;
    expect((await loadTlsIdentity(dirname(caFile), tenYearsLater)).cert).not.toBe(kept.cert);
  });
});
