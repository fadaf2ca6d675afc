import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import { IntegrationAccessStore, secretPlace, SetupStore } from '@voronka/persistence';
import type { SetupDeed, WebhookCrmAccess } from '@voronka/persistence';
import { newStandardWebhookSecret } from '@voronka/platform';
import type { SecretBox } from '@voronka/platform';
import { SECRET_BOX } from '../core/tokens.ts';
import type { StoredCredentials } from './integration-credentials.ts';

/** What a new CRM that is joined by webhooks is reached with: its secret is told when somebody asks for a new one. */
export function newWebhookAccess(url: string): string {
  return JSON.stringify({ url, secret: newStandardWebhookSecret() } satisfies WebhookCrmAccess);
}

/** Address and secret of CRMs that are joined by webhooks: sealed together, changed apart. */
@Injectable()
export class WebhookCrmService {
  constructor(
    @Inject(SetupStore) private readonly setup: SetupStore,
    @Inject(IntegrationAccessStore) private readonly access: IntegrationAccessStore,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox,
  ) {}

  /** Another address with the secret that is there. */
  async moved(id: string, url: string): Promise<Required<Pick<StoredCredentials, 'secret' | 'portalUrl'>>> {
    const { secret } = await this.accessOf(id);
    return { secret: JSON.stringify({ url, secret } satisfies WebhookCrmAccess), portalUrl: new URL(url).origin };
  }

  /**
   * A new secret for both directions, in plain this once; the former one ends.
   *
   * @throws VoronkaError `Request.NotFound`, also for an integration of another kind
   */
  async newSecret(deed: SetupDeed, id: string): Promise<{ secret: string }> {
    const { url } = await this.accessOf(id);
    const secret = newStandardWebhookSecret();
    const sealed = this.secrets.seal(JSON.stringify({ url, secret }), secretPlace.integration(id));
    await this.setup.updateIntegration(deed, id, { secret: sealed });
    return { secret };
  }

  private async accessOf(id: string): Promise<WebhookCrmAccess> {
    const access = await this.access.accessOf(id).catch(() => null);
    if (access?.kind !== 'webhook') throw new VoronkaError('Request.NotFound', 'no CRM that is joined by webhooks');
    return access;
  }
}
