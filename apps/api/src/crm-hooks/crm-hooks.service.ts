import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hookReaderOf, readFlatForm } from '@voronka/connectors';
import type { HookReading } from '@voronka/connectors';
import { crmHookPath, VoronkaError } from '@voronka/contracts';
import type { CrmConnectorProvider, CrmHookAddress } from '@voronka/contracts';
import { CrmHookStore, PostgresCardWatchStore, secretPlace } from '@voronka/persistence';
import type { KnownHook } from '@voronka/persistence';
import { correlationId, hashToken, randomToken } from '@voronka/platform';
import type { Config, SecretBox } from '@voronka/platform';
import type { Person } from '../auth/principal.ts';
import { CONFIG, CRM_CONNECTORS, SECRET_BOX } from '../core/tokens.ts';
import { deedOf } from '../setup/setup.service.ts';
import { SignedChanges } from './signed-changes.ts';
import type { SignedRequest } from './signed-changes.ts';

/** Takes the webhooks of CRMs as hints at cards, and sets up where they come in. */
@Injectable()
export class CrmHooksService {
  constructor(
    @Inject(CrmHookStore) private readonly hooks: CrmHookStore,
    @Inject(PostgresCardWatchStore) private readonly cards: PostgresCardWatchStore,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SignedChanges) private readonly signed: SignedChanges,
    @Inject(CRM_CONNECTORS) private readonly connectors: CrmConnectorProvider,
  ) {}

  /**
   * Puts down which cards may have changed, and nothing else of what was sent; signed changes carry the state itself.
   *
   * @throws VoronkaError `Request.NotFound` for an address that nobody was given, `Auth.Forbidden` for a wrong token
   */
  async accept(key: string, request: SignedRequest): Promise<void> {
    const hook = await this.hooks.find(hashToken(key));
    if (hook?.kind === 'webhook') {
      await this.signed.accept(hook, request);
      return this.hooks.noteArrival(hook.integrationId);
    }
    const reader = hook && hookReaderOf(hook.kind);
    if (!hook || !reader) throw new VoronkaError('Request.NotFound', 'no webhook comes in here');
    const reading = reader.read(readFlatForm(request.body.toString('utf8')));
    const { token, account, cards } = reading;
    if (reader.needsToken && !this.proves(hook, token) && !(await this.learns(hook, reading))) {
      throw new VoronkaError('Auth.Forbidden', 'the token of the webhook is missing or wrong');
    }
    if (hook.account !== null && account !== null && hook.account !== account) {
      throw new VoronkaError('Auth.Forbidden', 'the webhook is of another account');
    }
    const { integrationId } = hook;
    await this.cards.put(
      cards.map((card) => ({ integrationId, card })),
      'hook',
    );
    await this.hooks.noteArrival(integrationId);
  }

  /** @throws VoronkaError `Request.NotFound`; `Crm.NotSupported` for a CRM that sends none */
  async newAddress(person: Person, integrationId: string): Promise<CrmHookAddress> {
    const kind = await this.hooks.kindOf(person.workspace.id, integrationId);
    if (kind !== null && kind !== 'webhook' && hookReaderOf(kind) === null) {
      throw new VoronkaError('Crm.NotSupported', 'this CRM is not listened to');
    }
    const key = randomToken();
    found(await this.hooks.replaceKey(deedOf(person), integrationId, hashToken(key)));
    const path = `${crmHookPath}${key}`;
    const { publicUrl } = this.config;
    return { path, url: publicUrl === null ? null : `${publicUrl}${path}` };
  }

  /** @throws VoronkaError `Request.NotFound` */
  async setToken(person: Person, integrationId: string, token: string): Promise<void> {
    const sealed = this.secrets.seal(token, secretPlace.crmHook(integrationId));
    found(await this.hooks.setToken(deedOf(person), integrationId, sealed));
  }

  /** @throws VoronkaError `Request.NotFound` */
  async reconcile(person: Person, integrationId: string): Promise<void> {
    found(await this.hooks.askForRun(deedOf(person), integrationId));
  }

  /**
   * Learns what an application proves its webhooks with from the first that comes: no vendor tells it otherwise. The access token
   * beside it is shown to the portal, which says whether it is one of the application's.
   */
  private async learns(hook: KnownHook, { token, account, accessToken }: HookReading): Promise<boolean> {
    if (!hook.isApplication || hook.token !== null) return false;
    if (token === null || account === null || accessToken === null) return false;
    const { hooks } = await this.connectors.forIntegration(hook.integrationId);
    const context = { correlationId: correlationId() ?? '', lane: 'interactive' } as const;
    if (!(await hooks?.isFromAccount?.({ account, accessToken }, context))) return false;
    await this.hooks.learnToken(hook.integrationId, this.secrets.seal(token, secretPlace.crmHook(hook.integrationId)));
    return true;
  }

  private proves({ integrationId, token: sealed }: KnownHook, token: string | null): boolean {
    if (sealed === null || token === null) return false;
    const [given, expected] = [token, this.secrets.open(sealed, secretPlace.crmHook(integrationId))].map((text) =>
      createHash('sha256').update(text).digest(),
    );
    return given !== undefined && expected !== undefined && timingSafeEqual(given, expected);
  }
}

function found(isThere: boolean): void {
  if (!isThere) throw new VoronkaError('Request.NotFound', 'no integration with this id');
}
