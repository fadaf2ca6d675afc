import { randomBytes } from 'node:crypto';
import { VoronkaError, webhookHeaders } from '@voronka/contracts';
import { createKeyring, deriveKey } from './keyring.ts';
import { hashPassword, passwordNeedsRehash, verifyPassword } from './passwords.ts';
import { createSecretBox } from './secret-box.ts';
import { equalInConstantTime, hashToken, randomToken } from './tokens.ts';
import { createVisitorToken, verifyVisitorToken } from './visitor-token.ts';
import { signWebhook, verifyWebhook } from './webhook-signature.ts';

const hexKey = () => randomBytes(32).toString('hex');
const oldKey = hexKey();
const oldRing = createKeyring(oldKey);
const rotatedRing = createKeyring(`${hexKey()}\n${oldKey}\n`);
const foreignRing = createKeyring(hexKey());

describe('keyring', () => {
  it('names the line that is no key, without its content', () => {
    expect(() => createKeyring(`${oldKey}\nnot-a-key`)).toThrow('Key 2 is not 64 hexadecimal digits');
    expect(() => createKeyring('\n')).toThrow('There is no key');
    expect(() => createKeyring('hunter2')).not.toThrow('hunter2');
  });

  it('derives another key for every purpose and subject', () => {
    const keys = [
      deriveKey(oldRing.current, 'voronka/a'),
      deriveKey(oldRing.current, 'voronka/b'),
      deriveKey(oldRing.current, 'voronka/a', 'x'),
      deriveKey(foreignRing.current, 'voronka/a'),
    ].map((key) => key.toString('hex'));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('secret box', () => {
  const sealed = createSecretBox(oldRing).seal('token-123', 'integration:1');

  it('opens what it sealed and does not show it', () => {
    expect(createSecretBox(oldRing).open(sealed, 'integration:1')).toBe('token-123');
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
    expect(sealed).not.toContain('token-123');
  });

  it('opens with a former key after rotation', () => {
    expect(createSecretBox(rotatedRing).open(sealed, 'integration:1')).toBe('token-123');
    expect(createSecretBox(rotatedRing).seal('x', 'y')).toContain(`.${rotatedRing.current.id}.`);
  });

  it.each([
    ['moved to another row', () => createSecretBox(oldRing).open(sealed, 'integration:2')],
    ['for another purpose', () => createSecretBox(oldRing, 'voronka/other').open(sealed, 'integration:1')],
    ['with a foreign key', () => createSecretBox(foreignRing).open(sealed, 'integration:1')],
    ['with a changed letter', () => createSecretBox(oldRing).open(`${sealed.slice(0, -5)}AAAAA`, 'integration:1')],
    ['cut short', () => createSecretBox(oldRing).open(sealed.slice(0, 20), 'integration:1')],
    ['of an unknown form', () => createSecretBox(oldRing).open('plain text', 'integration:1')],
  ])('does not open %s', (_, open) => {
    expect(open).toThrow(VoronkaError);
  });
});

describe('passwords', () => {
  it('verifies the right one only', async () => {
    const stored = await hashPassword('correct horse');
    expect(stored).toMatch(/^scrypt\$v1\$32768\$8\$1\$/);
    await expect(verifyPassword('correct horse', stored)).resolves.toBe(true);
    await expect(verifyPassword('wrong horse', stored)).resolves.toBe(false);
    await expect(hashPassword('correct horse')).resolves.not.toBe(stored);
    expect(passwordNeedsRehash(stored)).toBe(false);
    expect(passwordNeedsRehash(stored.replace('32768', '16384'))).toBe(true);
  });

  it.each(['', 'md5$abc', 'scrypt$v1$1$8$1$$', `scrypt$v1$${2 ** 30}$8$1$AAAA$${'A'.repeat(43)}`])(
    'refuses the unreadable hash "%s"',
    async (stored) => {
      await expect(verifyPassword('any', stored)).resolves.toBe(false);
    },
  );
});

describe('tokens', () => {
  it('are random, and only their hash needs to be stored', () => {
    const token = randomToken();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(randomToken()).not.toBe(token);
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashToken(token)).toBe(hashToken(token));
  });

  it('compare by content, also at different lengths', () => {
    expect(equalInConstantTime('abc', 'abc')).toBe(true);
    expect(equalInConstantTime('abc', 'abd')).toBe(false);
    expect(equalInConstantTime('abc', 'abcd')).toBe(false);
  });
});

describe('visitor token', () => {
  const identity = { channelId: 'channel-1', visitorId: 'visitor-1' };
  const token = createVisitorToken(oldRing, identity);

  it('names its visitor, also after the key was rotated', () => {
    expect(verifyVisitorToken(oldRing, token)).toEqual(identity);
    expect(verifyVisitorToken(rotatedRing, token)).toEqual(identity);
  });

  it('is refused when forged, changed, foreign or no token at all', () => {
    const [version, keyId, , mac] = token.split('.');
    const otherBody = Buffer.from(JSON.stringify(['channel-1', 'visitor-2'])).toString('base64url');
    expect(verifyVisitorToken(oldRing, [version, keyId, otherBody, mac].join('.'))).toBeNull();
    expect(verifyVisitorToken(foreignRing, token)).toBeNull();
    expect(verifyVisitorToken(oldRing, `${token}.x`)).toBeNull();
    expect(verifyVisitorToken(oldRing, '')).toBeNull();
    expect(verifyVisitorToken(oldRing, 'v1.'.repeat(1000))).toBeNull();
  });
});

describe('webhook signature', () => {
  const nowMs = Date.UTC(2026, 0, 1);
  const rawBody = '{"updateId":"1"}';
  const headers = signWebhook({ secret: 's3cret', id: 'request-1', rawBody, nowMs });
  const verify = (change: Partial<Parameters<typeof verifyWebhook>[0]>) =>
    verifyWebhook({ secret: 's3cret', headers, rawBody, nowMs, ...change });

  it('is accepted within the window, as text and as bytes', () => {
    expect(verify({})).toEqual({ ok: true, id: 'request-1' });
    expect(verify({ rawBody: Buffer.from(rawBody) })).toEqual({ ok: true, id: 'request-1' });
    expect(verify({ nowMs: nowMs + 300_000 })).toEqual({ ok: true, id: 'request-1' });
    expect(verify({ nowMs: nowMs - 300_000 })).toEqual({ ok: true, id: 'request-1' });
  });

  it('is refused outside the window', () => {
    expect(verify({ nowMs: nowMs + 301_000 })).toEqual({ ok: false, code: 'Channel.TimestampOutsideWindow' });
    expect(verify({ nowMs: nowMs - 301_000 })).toEqual({ ok: false, code: 'Channel.TimestampOutsideWindow' });
  });

  it.each([
    ['another body', { rawBody: '{"updateId":"2"}' }],
    ['another secret', { secret: 'other' }],
    ['another id', { headers: { ...headers, [webhookHeaders.id]: 'request-2' } }],
    ['another time', { headers: { ...headers, [webhookHeaders.timestamp]: '1767225601' } }],
    ['no signature', { headers: { ...headers, [webhookHeaders.signature]: undefined } }],
    ['a doubled header', { headers: { ...headers, [webhookHeaders.id]: ['request-1', 'request-1'] } }],
  ])('is wrong for %s', (_, change) => {
    expect(verify(change)).toEqual({ ok: false, code: 'Channel.SignatureWrong' });
  });
});
