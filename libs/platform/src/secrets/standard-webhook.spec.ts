import { newStandardWebhookSecret, signStandardWebhook, verifyStandardWebhook } from './standard-webhook.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const nowMs = 1_614_265_330_000;
const rawBody = '{"test": 2432232314}';
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';

describe('a signature of Standard Webhooks', () => {
  it('is the one that the specification’s libraries make', () => {
    expect(signStandardWebhook({ secret, id, rawBody, nowMs })).toEqual({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is made with a secret of 32 random bytes', () => {
    const [one, other] = [newStandardWebhookSecret(), newStandardWebhookSecret()];
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(one).not.toBe(other);
  });

  const headers = signStandardWebhook({ secret, id, rawBody, nowMs });
  const verify = (change: Partial<Parameters<typeof verifyStandardWebhook>[0]> = {}) =>
    verifyStandardWebhook({ secret, headers, rawBody, nowMs, ...change });

  it('proves the request, also beside another one, while a secret is being exchanged', () => {
    expect(verify()).toBe(true);
    const signature = `v1,AAAA ${headers['webhook-signature']}`;
    expect(verify({ headers: { ...headers, 'webhook-signature': signature } })).toBe(true);
  });

  it.each([
    ['another body', { rawBody: '{"test": 1}' }],
    ['another secret', { secret: newStandardWebhookSecret() }],
    ['another id', { headers: { ...headers, 'webhook-id': 'msg_2' } }],
    ['another time', { headers: { ...headers, 'webhook-timestamp': '1614265331' } }],
    ['no signature', { headers: { ...headers, 'webhook-signature': undefined } }],
    ['a time without digits', { headers: { ...headers, 'webhook-timestamp': 'now' } }],
    ['a signature of another version', { headers: { ...headers, 'webhook-signature': 'v1a,AAAA' } }],
    ['a time long past', { nowMs: nowMs + 301_000 }],
    ['a time to come', { nowMs: nowMs - 301_000 }],
  ])('proves nothing with %s', (_, change) => {
    expect(verify(change)).toBe(false);
  });
});
