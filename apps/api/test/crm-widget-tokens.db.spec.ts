import { randomUUID } from 'node:crypto';
import { UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { crmWidgetCardSchema, errorTexts } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import {
  accountUrl,
  adminCrmUserId,
  crmUserId,
  from,
  lead,
  otherSecret,
  strangerCrmUserId,
  WidgetAccount,
} from './crm-widget-account.ts';
import type { TokenChanges } from './crm-widget-account.ts';

let account: WidgetAccount;

beforeAll(async () => {
  account = await WidgetAccount.join();
});
afterAll(() => account.api.stop());
beforeEach(() => account.beginDialogue());

describe('a one-time token', () => {
  it('opens the card to the linked person', async () => {
    const { body, headers } = await account.api
      .browser()
      .expect(200, 'GET', lead, undefined, from(await account.tokenOf()));
    expect(crmWidgetCardSchema.parse(body)).toEqual(body);
    expect(headers.get('access-control-allow-origin')).toBe(accountUrl);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.getSetCookie()).toEqual([]);
  });

  const wrong: Readonly<Record<string, TokenChanges>> = {
    'with another secret': { secret: 'guessed' },
    'with the secret of another integration': { secret: otherSecret },
    'of another algorithm': { algorithm: 'HS384' },
    'of another issuer': { issuer: 'https://drugoy.amocrm.ru' },
    'for another server': { audience: 'https://elsewhere.example' },
    'that has ended': { expires: Math.floor(Date.now() / 1000) - 60, notBefore: Math.floor(Date.now() / 1000) - 3600 },
    'of the future': { notBefore: Math.floor(Date.now() / 1000) + 3600 },
    'of another account': { claims: { account_id: 31_000_002 } },
    'without an account': { claims: { account_id: undefined } },
    'without a user': { claims: { user_id: undefined } },
    'whose user is no number': { claims: { user_id: '501' } },
    'without an id': { claims: { jti: undefined } },
    'without an end': { claims: { exp: undefined } },
    'for nobody': { claims: { aud: undefined } },
    'for several servers': { claims: { aud: ['https://elsewhere.example'] } },
    'of an unknown application': { claims: { client_uuid: 'nobody' } },
    'of the other integration, with our secret': { claims: { client_uuid: 'application-2' } },
    'without an application': { claims: { client_uuid: undefined } },
  };

  it.each(Object.keys(wrong))('%s is refused', async (name) => {
    await account.show(); // the account is known by now
    const token = await account.tokenOf(wrong[name]);
    const answer = await account.api
      .browser()
      .expectError('CrmWidget.TokenInvalid', 'GET', lead, undefined, from(token));
    expect(answer.status).toBe(401);
    expect(answer.body.message).toEqual(errorTexts['CrmWidget.TokenInvalid']);
    await account.api.browser().expectError('CrmWidget.TokenInvalid', 'POST', `${lead}/take`, undefined, from(token));
    await expect(account.owner()).resolves.toMatchObject({ owner: 'assistant' });
  });

  it('without a signature is refused, and so is none, and what is no token', async () => {
    const unsigned = new UnsecuredJWT(account.claimsOf({})).encode();
    for (const token of [unsigned, 'a.b.c', 'x'.repeat(5000), '']) {
      await account.api.browser().expectError('CrmWidget.TokenInvalid', 'GET', lead, undefined, from(token));
    }
    const cookies = await account.api.logIn('admin');
    await cookies.expectError('CrmWidget.TokenInvalid', 'GET', lead, undefined, { headers: { origin: accountUrl } });
  });

  it('changed by one letter is refused', async () => {
    const [header, , signature] = (await account.tokenOf()).split('.');
    const forged = Buffer.from(JSON.stringify(account.claimsOf({ claims: { user_id: adminCrmUserId } }))).toString(
      'base64url',
    );
    const token = `${header}.${forged}.${signature}`;
    await account.api.browser().expectError('CrmWidget.TokenInvalid', 'GET', lead, undefined, from(token));
  });

  it('is good for one request, also of two at once', async () => {
    const token = await account.tokenOf();
    const answers = await Promise.all(
      [1, 2, 3].map(() => account.api.browser().request('GET', lead, undefined, from(token))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    const again = await account.api
      .browser()
      .expectError('CrmWidget.TokenUsed', 'POST', `${lead}/take`, undefined, from(token));
    expect(again.body.message).toEqual(errorTexts['CrmWidget.TokenUsed']);
    await expect(account.owner()).resolves.toMatchObject({ owner: 'assistant' });
  });

  it('is kept as a hash, until its end', async () => {
    await account.sql('delete from crm_widget_tokens');
    const claims = { jti: randomUUID() };
    await account.api.browser().expect(200, 'GET', lead, undefined, from(await account.tokenOf({ claims })));
    const stored = await account.sql('select token_hash, expires_at > now() as lives from crm_widget_tokens');
    expect(stored).toEqual([{ token_hash: expect.stringMatching(/^[0-9a-f]{64}$/), lives: true }]);
    expect(JSON.stringify(stored)).not.toContain(claims.jti);
  });

  it('of a user whom nobody is linked to says so in both languages', async () => {
    const options = await account.asUser(strangerCrmUserId);
    const { status, body } = await account.api
      .browser()
      .expectError('CrmWidget.PersonUnknown', 'GET', lead, undefined, options);
    expect(status).toBe(403);
    expect(body.message.ru).toContain('не связан с менеджером');
    expect(body.message.en).toContain('not linked to a manager');
  });

  it('of a disabled person is one of nobody', async () => {
    await account.sql('update users set disabled = true where id = ?', [demoIds.manager]);
    try {
      const options = await account.asUser(crmUserId);
      await account.api.browser().expectError('CrmWidget.PersonUnknown', 'GET', lead, undefined, options);
    } finally {
      await account.sql('update users set disabled = false where id = ?', [demoIds.manager]);
    }
  });

  it('opens no other route', async () => {
    const options = await account.asUser(crmUserId);
    await account.api
      .browser()
      .expectError('Auth.Required', 'GET', `/api/dialogues/${account.dialogueId}`, undefined, options);
  });

  it('of another account counts once the address of the account has changed', async () => {
    await account.show();
    const admin = await account.api.logIn('admin');
    const path = `/api/integrations/${account.integrationId}`;
    await admin.expect(200, 'PATCH', path, { accountUrl: 'https://moved.amocrm.ru' });
    try {
      const claims = { account_id: 31_000_009 };
      const token = await account.tokenOf({ claims, issuer: 'https://moved.amocrm.ru' });
      await account.api.browser().expect(200, 'GET', lead, undefined, from(token, 'https://moved.amocrm.ru'));
      await account.api
        .browser()
        .expectError('CrmWidget.OriginNotAllowed', 'GET', lead, undefined, from(await account.tokenOf()));
    } finally {
      await admin.expect(200, 'PATCH', path, { accountUrl });
    }
  });
});

describe('the page of an account', () => {
  it('may ask when the account is joined, and no other page', async () => {
    const preflight = await account.api
      .browser()
      .expect(204, 'OPTIONS', lead, undefined, { headers: { origin: accountUrl } });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(accountUrl);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-auth-token');
    for (const origin of ['https://evil.example', 'https://romashka.amocrm.ru.evil.example', 'null', account.api.url]) {
      const options = { headers: { origin } };
      const refused = await account.api
        .browser()
        .expectError('CrmWidget.OriginNotAllowed', 'OPTIONS', lead, undefined, options);
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
      const token = await account.tokenOf();
      await account.api
        .browser()
        .expectError('CrmWidget.OriginNotAllowed', 'GET', lead, undefined, from(token, origin));
    }
  });

  it('of one joined account shows nothing of another', async () => {
    const token = await account.tokenOf();
    const options = from(token, 'https://drugoy.amocrm.ru');
    await account.api.browser().expectError('CrmWidget.OriginNotAllowed', 'GET', lead, undefined, options);
  });
});
