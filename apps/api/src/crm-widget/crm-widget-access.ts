import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { VoronkaError } from '@voronka/contracts';
import { CrmWidgetStore, secretPlace } from '@voronka/persistence';
import type { WidgetIntegration } from '@voronka/persistence';
import { hashToken } from '@voronka/platform';
import type { Config, SecretBox } from '@voronka/platform';
import { CONFIG, SECRET_BOX } from '../core/tokens.ts';
import { isOwnOrigin } from '../http/own-origins.ts';
import { applicationOf, invalidToken, readOneTimeToken } from './one-time-token.ts';
import type { OneTimeToken } from './one-time-token.ts';
import type { WidgetCaller } from './widget-caller.ts';

/** Longer than any token of the vendor. */
const maxTokenLength = 4000;

/** Who speaks from the card of which account, by the one-time token alone: no cookie of ours counts here. */
@Injectable()
export class CrmWidgetAccess {
  constructor(
    @Inject(CrmWidgetStore) private readonly store: CrmWidgetStore,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The person behind a request; their token is used up by it.
   *
   * @throws VoronkaError `CrmWidget.TokenInvalid`, `CrmWidget.TokenUsed`, `CrmWidget.OriginNotAllowed`,
   *   `CrmWidget.PersonUnknown`
   */
  async callerOf(request: Request): Promise<WidgetCaller> {
    const given = request.headers['x-auth-token'];
    if (typeof given !== 'string' || given.length > maxTokenLength) throw invalidToken('no token');
    const { integration, token } = await this.verify(given);
    if (!isOwnOrigin(this.config, request, token.audience.replace(/\/$/, ''))) {
      throw invalidToken('the token is for another server');
    }
    const { origin } = request.headers;
    if (origin !== undefined && origin !== integration.accountUrl) {
      throw new VoronkaError('CrmWidget.OriginNotAllowed', 'the page is of another account');
    }
    const accountId = integration.accountId ?? (await this.store.keepAccount(integration.id, token.accountId));
    if (accountId !== token.accountId) throw invalidToken('the token is of another account');
    if (!(await this.store.takeToken(integration.id, hashToken(token.tokenId), token.deadAt))) {
      throw new VoronkaError('CrmWidget.TokenUsed', 'the token was used before');
    }
    const person = await this.store.personOf(integration.id, token.crmUserId);
    if (!person) throw new VoronkaError('CrmWidget.PersonUnknown', 'no person is linked to this user of the CRM');
    return { person: { kind: 'person', ...person }, integrationId: integration.id };
  }

  /** Tries every account that has installed the application that the token names. */
  private async verify(given: string): Promise<{ integration: WidgetIntegration; token: OneTimeToken }> {
    let refusal: unknown = invalidToken('no integration has this application');
    for (const integration of await this.store.ofApplication(applicationOf(given))) {
      const { accountUrl } = integration;
      const clientSecret = this.secrets.open(integration.secret, secretPlace.integration(integration.id));
      try {
        return { integration, token: await readOneTimeToken(given, { clientSecret, accountUrl }) };
      } catch (error) {
        refusal = error;
      }
    }
    throw refusal;
  }
}
