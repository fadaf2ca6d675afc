import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { CrmWidgetCard, IntegrationSetup } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Answer, RequestOptions } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

export const accountUrl = 'https://romashka.amocrm.ru';
const clientId = 'application-1';
const clientSecret = 'application-s3cret';
/** Secret of the other account's application. */
export const otherSecret = 'another-applications-s3cret';

/** Users of the CRM who are linked to the demo's manager, an admin and an auditor, and one who is linked to nobody. */
export const crmUserId = 501;
export const adminCrmUserId = 502;
export const auditorCrmUserId = 503;
export const strangerCrmUserId = 599;

/** The lead that the latest dialogue belongs to. */
export const lead = '/api/crm-widget/leads/7001';

/** What a token has otherwise than amoCRM would make it; `expires` and `notBefore` are unix seconds. */
export interface TokenChanges {
  claims?: Record<string, unknown>;
  issuer?: string;
  audience?: string;
  expires?: number;
  notBefore?: number;
  secret?: string;
  algorithm?: string;
}

/** A request from the account's page. */
export function from(token: string, origin: string = accountUrl): RequestOptions {
  return { headers: { 'x-auth-token': token, origin } };
}

/** An amoCRM account whose cards hold our widget, beside another account, and the API that serves both. */
export class WidgetAccount {
  /** The dialogue of {@link lead}. */
  dialogueId = '';
  /** Its client. */
  visitor!: Visitor;

  private constructor(
    readonly api: TestApi,
    readonly integrationId: string,
  ) {}

  /** Starts the API, joins both accounts and links the people. */
  static async join(): Promise<WidgetAccount> {
    const api = await startTestApi();
    const integrationId = await join(api, 'amoCRM FULL', accountUrl, clientId, clientSecret);
    await join(api, 'другой аккаунт', 'https://drugoy.amocrm.ru', 'application-2', otherSecret);
    const account = new WidgetAccount(api, integrationId);
    await account.sql('update channels set integration_id = ? where id = ?', [integrationId, demoIds.siteChannel]);
    await account.link(demoIds.manager, crmUserId);
    for (const [role, crmUser] of [
      ['admin', adminCrmUserId],
      ['auditor', auditorCrmUserId],
    ] as const) {
      const [user] = await account.sql('select id from users where role = ?', [role]);
      await account.link(String(user?.['id']), crmUser);
    }
    return account;
  }

  /** A new client writes, and the lead is theirs. */
  async beginDialogue(): Promise<void> {
    await this.sql('update dialogues set lead_id = null');
    this.visitor = await Visitor.agreed(this.api);
    await this.visitor.say('Сколько стоит?');
    const [row] = await this.sql('select id from dialogues order by number desc limit 1');
    this.dialogueId = String(row?.['id']);
    await this.sql(`update dialogues set lead_id = '7001', stage_key = 'unsorted' where id = ?`, [this.dialogueId]);
  }

  sql(text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.api.orm.em.fork().execute<Record<string, unknown>[]>(text, params, 'all');
  }

  claimsOf({ claims = {}, issuer = accountUrl, audience = this.api.url, expires, notBefore }: TokenChanges) {
    const seconds = Math.floor(Date.now() / 1000);
    return {
      iss: issuer,
      aud: audience,
      jti: randomUUID(),
      iat: seconds,
      nbf: notBefore ?? seconds,
      exp: expires ?? seconds + 1800,
      account_id: 31_000_001,
      subdomain: 'romashka',
      user_id: crmUserId,
      is_admin: false,
      client_uuid: clientId,
      ...claims,
    };
  }

  /** A token as amoCRM makes it, but for the changes. */
  tokenOf(changes: TokenChanges = {}): Promise<string> {
    const { secret = clientSecret, algorithm = 'HS256' } = changes;
    return new SignJWT(this.claimsOf(changes))
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .sign(new TextEncoder().encode(secret));
  }

  /** A request of one of the CRM's users, with a fresh token. */
  async asUser(userId: number): Promise<RequestOptions> {
    return from(await this.tokenOf({ claims: { user_id: userId } }));
  }

  /** What the card shows. */
  async show(userId = crmUserId): Promise<CrmWidgetCard['dialogue']> {
    const options = await this.asUser(userId);
    return (await this.api.browser().expect<CrmWidgetCard>(200, 'GET', lead, undefined, options)).body.dialogue;
  }

  /** Presses a button of the card. */
  async act(verb: 'take' | 'return', userId = crmUserId): Promise<Answer<unknown>> {
    return this.api.browser().expect(204, 'POST', `${lead}/${verb}`, undefined, await this.asUser(userId));
  }

  /** Who leads the dialogue. */
  async owner(): Promise<Record<string, unknown> | undefined> {
    const text = 'select owner, epoch, manager_id, unread from dialogues where id = ?';
    return (await this.sql(text, [this.dialogueId]))[0];
  }

  private async link(userId: string, crmUser: number): Promise<void> {
    await this.sql(
      'insert into manager_links (integration_id, user_id, workspace_id, crm_user_id) values (?, ?, ?, ?)',
      [this.integrationId, userId, demoIds.workspace, String(crmUser)],
    );
  }
}

/** Joins an account. @returns the integration's id */
async function join(api: TestApi, name: string, account: string, application: string, secret: string): Promise<string> {
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
