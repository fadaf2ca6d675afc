/** Standard Webhooks (https://www.standardwebhooks.com): how both directions are signed. Ready libraries do the same. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the time of a request may be from ours, in seconds. */
const windowSeconds = 300;

function signatureOf(secret, id, timestamp, body) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

function isEqual(a, b) {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Headers for a request of ours. @param body exactly the text that is sent */
export function sign(secret, id, body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(secret, id, timestamp, body),
  };
}

/** Whether a request is from somebody who has the secret, and is not an old one sent again. @param body raw, unparsed */
export function isGenuine(secret, headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': given } = headers;
  if (!secret || !id || !given || !/^\d{1,12}$/.test(timestamp ?? '')) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > windowSeconds) return false;
  const expected = signatureOf(secret, id, timestamp, body);
  return given.split(' ').some((one) => isEqual(one, expected));
}
