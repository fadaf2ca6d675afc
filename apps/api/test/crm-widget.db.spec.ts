import { randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { crmWidgetCardSchema, errorTexts } from '@voronka/contracts';
import type { CrmWidgetCard, IntegrationSetup } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

const accountUrl = 'https://romashka.amocrm.ru';
const clientId = 'application-1';
const clientSecret = 'application-s3cret';
const otherSecret = 'another-applications-s3cret';
const crmUserId = 501;
const adminCrmUserId = 502;
const auditorCrmUserId = 503;
const strangerCrmUserId = 599;
const lead = '/api/crm-widget/leads/7001';

let api: TestApi;
let integrationId: string;
let dialogueId: string;
let visitor: Visitor;

const sql = (text: string, params: unknown[] = []) =>
  api.orm.em.fork().execute<Record<string, unknown>[]>(text, params, 'all');

/** Joins an account. @returns the integration's id */
async function join(name: string, account: string, application: string, secret: string): Promise<string> {
  const admin = await api.logIn('admin');
  const { body } = await admin.expect<IntegrationSetup>(201, 'POST', '/api/integrations', {
    requestId: randomUUID(),
    kind: 'amocrmFull',
    name,
    accountUrl: account,
    clientId: application,
    clientSecret: secret,
  });
  return body.id;
}

async function link(userId: string, crmUser: number): Promise<void> {
  await sql('insert into manager_links (integration_id, user_id, workspace_id, crm_user_id) values (?, ?, ?, ?)', [
    integrationId,
    userId,
    demoIds.workspace,
    String(crmUser),
  ]);
}

beforeAll(async () => {
  api = await startTestApi();
  integrationId = await join('amoCRM FULL', accountUrl, clientId, clientSecret);
  await join('другой аккаунт', 'https://drugoy.amocrm.ru', 'application-2', otherSecret);
  await sql('update channels set integration_id = ? where id = ?', [integrationId, demoIds.siteChannel]);
  await link(demoIds.manager, crmUserId);
  for (const [role, crmUser] of [
    ['admin', adminCrmUserId],
    ['auditor', auditorCrmUserId],
  ] as const) {
    const [user] = await sql('select id from users where role = ?', [role]);
    await link(String(user?.['id']), crmUser);
  }
});
afterAll(() => api.stop());

beforeEach(async () => {
  await sql('update dialogues set lead_id = null');
  visitor = await Visitor.agreed(api);
  await visitor.say('Сколько стоит?');
  const [row] = await sql('select id from dialogues order by number desc limit 1');
  dialogueId = String(row?.['id']);
  await sql(`update dialogues set lead_id = '7001', stage_key = 'unsorted' where id = ?`, [dialogueId]);
});

interface Changes {
  claims?: Record<string, unknown>;
  issuer?: string;
  audience?: string;
  expires?: number;
  notBefore?: number;
  secret?: string;
  algorithm?: string;
}

const seconds = () => Math.floor(Date.now() / 1000);

function claimsOf({ claims = {}, issuer = accountUrl, audience = api.url, expires, notBefore }: Changes) {
  return {
    iss: issuer,
    aud: audience,
    jti: randomUUID(),
    iat: seconds(),
    nbf: notBefore ?? seconds(),
    exp: expires ?? seconds() + 1800,
    account_id: 31_000_001,
    subdomain: 'romashka',
    user_id: crmUserId,
    is_admin: false,
    client_uuid: clientId,
    ...claims,
  };
}

/** A token as amoCRM makes it, but for the changes. */
function tokenOf(changes: Changes = {}): Promise<string> {
  const { secret = clientSecret, algorithm = 'HS256' } = changes;
  return new SignJWT(claimsOf(changes))
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .sign(new TextEncoder().encode(secret));
}

const from = (token: string, origin: string = accountUrl) => ({ headers: { 'x-auth-token': token, origin } });
const asUser = async (userId: number) => from(await tokenOf({ claims: { user_id: userId } }));
const show = async (userId = crmUserId) =>
  (await api.browser().expect<CrmWidgetCard>(200, 'GET', lead, undefined, await asUser(userId))).body.dialogue;
const act = async (verb: 'take' | 'return', userId = crmUserId) =>
  api.browser().expect(204, 'POST', `${lead}/${verb}`, undefined, await asUser(userId));
const owner = async () =>
  (await sql('select owner, epoch, manager_id, unread from dialogues where id = ?', [dialogueId]))[0];

describe('a one-time token', () => {
  it('opens the card to the linked person', async () => {
    const { body, headers } = await api.browser().expect(200, 'GET', lead, undefined, from(await tokenOf()));
    expect(crmWidgetCardSchema.parse(body)).toEqual(body);
    expect(headers.get('access-control-allow-origin')).toBe(accountUrl);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.getSetCookie()).toEqual([]);
  });

  const wrong: Readonly<Record<string, Changes>> = {
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
    await show(); // the account is known by now
    const token = await tokenOf(wrong[name]);
    const answer = await api.browser().expectError('CrmWidget.TokenInvalid', 'GET', lead, undefined, from(token));
    expect(answer.status).toBe(401);
    expect(answer.body.message).toEqual(errorTexts['CrmWidget.TokenInvalid']);
    await api.browser().expectError('CrmWidget.TokenInvalid', 'POST', `${lead}/take`, undefined, from(token));
    await expect(owner()).resolves.toMatchObject({ owner: 'assistant' });
  });

  it('without a signature is refused, and so is none, and what is no token', async () => {
    const unsigned = new UnsecuredJWT(claimsOf({})).encode();
    for (const token of [unsigned, 'a.b.c', 'x'.repeat(5000), '']) {
      await api.browser().expectError('CrmWidget.TokenInvalid', 'GET', lead, undefined, from(token));
    }
    const cookies = await api.logIn('admin');
    await cookies.expectError('CrmWidget.TokenInvalid', 'GET', lead, undefined, { headers: { origin: accountUrl } });
  });

  it('changed by one letter is refused', async () => {
    const [header, , signature] = (await tokenOf()).split('.');
    const forged = Buffer.from(JSON.stringify(claimsOf({ claims: { user_id: adminCrmUserId } }))).toString('base64url');
    const token = `${header}.${forged}.${signature}`;
    await api.browser().expectError('CrmWidget.TokenInvalid', 'GET', lead, undefined, from(token));
  });

  it('is good for one request, also of two at once', async () => {
    const token = await tokenOf();
    const answers = await Promise.all([1, 2, 3].map(() => api.browser().request('GET', lead, undefined, from(token))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    const again = await api
      .browser()
      .expectError('CrmWidget.TokenUsed', 'POST', `${lead}/take`, undefined, from(token));
    expect(again.body.message).toEqual(errorTexts['CrmWidget.TokenUsed']);
    await expect(owner()).resolves.toMatchObject({ owner: 'assistant' });
  });

  it('is kept as a hash, until its end', async () => {
    await sql('delete from crm_widget_tokens');
    const claims = { jti: randomUUID() };
    await api.browser().expect(200, 'GET', lead, undefined, from(await tokenOf({ claims })));
    const stored = await sql('select token_hash, expires_at > now() as lives from crm_widget_tokens');
    expect(stored).toEqual([{ token_hash: expect.stringMatching(/^[0-9a-f]{64}$/), lives: true }]);
    expect(JSON.stringify(stored)).not.toContain(claims.jti);
  });

  it('of a user whom nobody is linked to says so in both languages', async () => {
    const options = await asUser(strangerCrmUserId);
    const { status, body } = await api
      .browser()
      .expectError('CrmWidget.PersonUnknown', 'GET', lead, undefined, options);
    expect(status).toBe(403);
    expect(body.message.ru).toContain('не связан с менеджером');
    expect(body.message.en).toContain('not linked to a manager');
  });

  it('of a disabled person is one of nobody', async () => {
    await sql('update users set disabled = true where id = ?', [demoIds.manager]);
    try {
      const options = await asUser(crmUserId);
      await api.browser().expectError('CrmWidget.PersonUnknown', 'GET', lead, undefined, options);
    } finally {
      await sql('update users set disabled = false where id = ?', [demoIds.manager]);
    }
  });

  it('opens no other route', async () => {
    const options = await asUser(crmUserId);
    await api.browser().expectError('Auth.Required', 'GET', `/api/dialogues/${dialogueId}`, undefined, options);
  });

  it('of another account counts once the address of the account has changed', async () => {
    await show();
    const admin = await api.logIn('admin');
    const path = `/api/integrations/${integrationId}`;
    await admin.expect(200, 'PATCH', path, { accountUrl: 'https://moved.amocrm.ru' });
    try {
      const claims = { account_id: 31_000_009 };
      const token = await tokenOf({ claims, issuer: 'https://moved.amocrm.ru' });
      await api.browser().expect(200, 'GET', lead, undefined, from(token, 'https://moved.amocrm.ru'));
      await api.browser().expectError('CrmWidget.OriginNotAllowed', 'GET', lead, undefined, from(await tokenOf()));
    } finally {
      await admin.expect(200, 'PATCH', path, { accountUrl });
    }
  });
});

describe('the page of an account', () => {
  it('may ask when the account is joined, and no other page', async () => {
    const preflight = await api.browser().expect(204, 'OPTIONS', lead, undefined, { headers: { origin: accountUrl } });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(accountUrl);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-auth-token');
    for (const origin of ['https://evil.example', 'https://romashka.amocrm.ru.evil.example', 'null', api.url]) {
      const options = { headers: { origin } };
      const refused = await api
        .browser()
        .expectError('CrmWidget.OriginNotAllowed', 'OPTIONS', lead, undefined, options);
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
      const token = await tokenOf();
      await api.browser().expectError('CrmWidget.OriginNotAllowed', 'GET', lead, undefined, from(token, origin));
    }
  });

  it('of one joined account shows nothing of another', async () => {
    const token = await tokenOf();
    const options = from(token, 'https://drugoy.amocrm.ru');
    await api.browser().expectError('CrmWidget.OriginNotAllowed', 'GET', lead, undefined, options);
  });
});

describe('the archive', () => {
  it('is for administrators, and for amoCRM FULL alone', async () => {
    const path = `/api/integrations/${integrationId}/widget.zip`;
    const admin = await api.logIn('admin');
    for (const role of ['manager', 'auditor'] as const) {
      await (await api.logIn(role)).expectError('Auth.Forbidden', 'GET', path);
    }
    await admin.expectError('Crm.NotSupported', 'GET', `/api/integrations/${demoIds.integration}/widget.zip`);
    await admin.expectError('Request.NotFound', 'GET', `/api/integrations/${randomUUID()}/widget.zip`);
  });
});

describe('the card', () => {
  it('shows the conversation and how it stands, and nothing that the card does not need', async () => {
    const shown = await show();
    expect(shown).toMatchObject({
      owner: 'assistant',
      isMine: false,
      canTake: true,
      canReturn: false,
      closed: false,
      hasOlder: false,
      stage: { ru: expect.any(String), en: expect.any(String) },
      timelineUrl: `${api.url}/dialogues/${dialogueId}?tab=timeline`,
      messages: [{ from: 'client', text: 'Сколько стоит?', state: 'sent' }],
    });
    const [channel] = await sql('select key from channels where id = ?', [demoIds.siteChannel]);
    expect(JSON.stringify(shown)).not.toContain(String(channel?.['key']));
  });

  it('tells when the dialogue goes on by itself, but not that silence would close it', async () => {
    const wake = (timer: string) =>
      sql('update dialogues set next_wake_at = ?, next_wake_timer = ?, next_wake_key = ? where id = ?', [
        '2026-03-05T10:00:00.000Z',
        timer,
        timer,
        dialogueId,
      ]);
    await wake('askReminder');
    await expect(show()).resolves.toMatchObject({ actsAt: '2026-03-05T10:00:00.000Z' });
    await wake('idleClose');
    await expect(show()).resolves.toMatchObject({ actsAt: null });
  });

  it('shows the latest messages of a long conversation', async () => {
    await sql(
      `insert into messages (id, workspace_id, dialogue_id, position, sender, body, status)
       select gen_random_uuid(), ?, ?, n + 100, 'assistant', 'Ответ ' || n, 'sent' from generate_series(1, 60) n`,
      [demoIds.workspace, dialogueId],
    );
    const shown = await show();
    expect(shown?.hasOlder).toBe(true);
    expect(shown?.messages).toHaveLength(50);
    expect(shown?.messages.at(-1)?.text).toBe('Ответ 60');
  });

  it('of a lead that nobody wrote about is empty, and nothing can be done in it', async () => {
    for (const other of ['1', '999999']) {
      const path = `/api/crm-widget/leads/${other}`;
      const { body } = await api.browser().expect(200, 'GET', path, undefined, await asUser(crmUserId));
      expect(body).toEqual({ dialogue: null });
      await api.browser().expectError('Dialogue.Unknown', 'POST', `${path}/take`, undefined, await asUser(crmUserId));
    }
    for (const odd of ['0', 'abc', '7001%27', `${'9'.repeat(30)}`]) {
      const path = `/api/crm-widget/leads/${odd}`;
      await api.browser().expectError('Dialogue.Unknown', 'GET', path, undefined, await asUser(crmUserId));
    }
  });

  it('of a lead with the same number in another CRM is empty', async () => {
    await sql('update channels set integration_id = ? where id = ?', [demoIds.integration, demoIds.siteChannel]);
    try {
      await expect(show()).resolves.toBeNull();
    } finally {
      await sql('update channels set integration_id = ? where id = ?', [integrationId, demoIds.siteChannel]);
    }
  });
});

describe('taking a dialogue over', () => {
  it('silences the assistant, tells the dialogue, and is recorded under the person’s name', async () => {
    await visitor.say('Ещё вопрос');
    const before = await owner();
    await act('take');
    await expect(owner()).resolves.toEqual({
      ...before,
      owner: 'manager',
      manager_id: demoIds.manager,
      epoch: Number(before?.['epoch']) + 1,
    });
    await expect(show()).resolves.toMatchObject({ owner: 'manager', isMine: true, canTake: false, canReturn: true });
    const told = await sql('select kind, payload from inbox where dialogue_id = ? order by seq desc limit 1', [
      dialogueId,
    ]);
    expect(told).toEqual([{ kind: 'takenOver', payload: { byUserId: demoIds.manager } }]);
    const audited = await sql(`select action, actor_id from audit_log where target = ? order by id`, [
      `dialogue:${dialogueId}`,
    ]);
    expect(audited.at(-1)).toEqual({ action: 'dialogue.take', actor_id: demoIds.manager });
    const ours = await (await api.logIn('manager')).expect(200, 'GET', `/api/dialogues/${dialogueId}`);
    expect(ours.body).toMatchObject({ owner: 'manager', manager: { id: demoIds.manager } });
  });

  it('cancels what the assistant has not sent yet', async () => {
    const messageId = randomUUID();
    await sql(
      `insert into messages (id, workspace_id, dialogue_id, position, sender, body, status)
       values (?, ?, ?, 50, 'assistant', 'Секунду', 'planned')`,
      [messageId, demoIds.workspace, dialogueId],
    );
    await sql(
      `insert into outbox (message_id, workspace_id, dialogue_id, channel_id, sender, epoch, status, correlation_id)
       values (?, ?, ?, ?, 'assistant', 0, 'planned', 'c')`,
      [messageId, demoIds.workspace, dialogueId, demoIds.siteChannel],
    );
    await act('take');
    expect(await sql('select status from outbox where message_id = ?', [messageId])).toEqual([{ status: 'cancelled' }]);
    expect((await show())?.messages.at(-1)).toMatchObject({ text: 'Секунду', state: 'cancelled' });
  });

  it('twice does one thing; another person takes it from the first', async () => {
    await act('take');
    await act('take');
    const taken = () => sql(`select seq from inbox where dialogue_id = ? and kind = 'takenOver'`, [dialogueId]);
    expect(await taken()).toHaveLength(1);
    await expect(show(adminCrmUserId)).resolves.toMatchObject({ isMine: false, canTake: true, canReturn: true });
    const { epoch } = (await owner()) ?? {};
    await act('take', adminCrmUserId);
    expect(await taken()).toHaveLength(2);
    await expect(owner()).resolves.toMatchObject({ owner: 'manager', epoch });
    await expect(show()).resolves.toMatchObject({ isMine: false });
  });

  it('and giving it back is not for auditors', async () => {
    await expect(show(auditorCrmUserId)).resolves.toMatchObject({ canTake: false, canReturn: false });
    for (const verb of ['take', 'return']) {
      const options = await asUser(auditorCrmUserId);
      await api.browser().expectError('Auth.Forbidden', 'POST', `${lead}/${verb}`, undefined, options);
    }
    await expect(owner()).resolves.toMatchObject({ owner: 'assistant' });
  });

  it('ends with giving it back, which is recorded too', async () => {
    await act('take');
    await act('return');
    await act('return');
    await expect(owner()).resolves.toMatchObject({ owner: 'assistant' });
    const kinds = await sql('select kind from inbox where dialogue_id = ? order by seq', [dialogueId]);
    expect(kinds.map(({ kind }) => kind)).toEqual(['clientMessage', 'takenOver', 'returnedToAssistant']);
    await expect(show()).resolves.toMatchObject({ owner: 'assistant', canTake: true, canReturn: false });
  });
});
