import type {
  CrmCallContext,
  CrmHookSubscription,
  CrmHookSubscriptions,
  CrmPort,
  HookSubscriptionStore,
} from '@voronka/contracts';
import { crmHookPath, VoronkaError } from '@voronka/contracts';

/** What keeping webhooks subscribed needs. */
export interface HookKeeperDependencies {
  store: HookSubscriptionStore;
  /** Where the CRM reaches us, without a slash at the end; null: nowhere. */
  publicUrl: string | null;
  newKey: () => string;
  hashKey: (key: string) => string;
}

/** One of our own addresses among those that a CRM sends to. */
interface Own extends CrmHookSubscription {
  keyHash: string;
}

/**
 * Keeps our webhook subscribed in a CRM that can be told so by its API: one that people removed or that the vendor switched
 * off is subscribed again, one at a former address of ours is taken away. The address' key is stored as a hash only: the
 * CRM's own list tells it.
 *
 * @source architecture, D13; facts of the vendor: webhooks are switched off after too many bad answers
 */
export class HookKeeper {
  constructor(private readonly deps: HookKeeperDependencies) {}

  /** Never throws for what the CRM answers: without webhooks the CRM is asked. */
  async keep(integrationId: string, crm: CrmPort, context: CrmCallContext): Promise<void> {
    const { store, publicUrl } = this.deps;
    if (!crm.hooks || publicUrl === null) return;
    try {
      await this.subscribe(integrationId, crm.hooks, publicUrl, context);
    } catch (error) {
      if (!(error instanceof VoronkaError)) throw error;
      await store.noteRefusal(integrationId, error.code);
    }
  }

  private async subscribe(
    integrationId: string,
    hooks: CrmHookSubscriptions,
    publicUrl: string,
    context: CrmCallContext,
  ): Promise<void> {
    const { store, newKey, hashKey } = this.deps;
    const listed = await hooks.list(context);
    const own = listed.flatMap((one) => this.ownOf(one));
    const keyHash = await store.keyHashOf(integrationId);
    const mine = own.find((one) => one.keyHash === keyHash);
    if (mine?.off) await hooks.subscribe(mine.destination, context);
    if (mine === undefined) {
      const key = newKey();
      // Before the CRM knows the address: a webhook that comes at once must be let in.
      await store.replaceKeyOf(integrationId, hashKey(key));
      await hooks.subscribe(`${publicUrl}${crmHookPath}${key}`, context);
    }
    const account = listed.find((one) => one.account !== null)?.account ?? null;
    const removed = mine === undefined && own.length === 0 && keyHash !== null;
    await store.noteSubscribed(integrationId, { account, again: removed || mine?.off === true });
    await this.removeFormer(own, mine, hooks, context);
  }

  /** Addresses of ours that nothing comes in at any more: each would be answered with a failure for ever. */
  private async removeFormer(
    own: readonly Own[],
    mine: Own | undefined,
    hooks: CrmHookSubscriptions,
    context: CrmCallContext,
  ): Promise<void> {
    for (const former of own) {
      if (former === mine || (await this.deps.store.isKey(former.keyHash))) continue;
      await hooks.unsubscribe(former.destination, context);
    }
  }

  private ownOf(one: CrmHookSubscription): Own[] {
    const { publicUrl, hashKey } = this.deps;
    const start = `${publicUrl}${crmHookPath}`;
    if (!one.destination.startsWith(start)) return [];
    return [{ ...one, keyHash: hashKey(one.destination.slice(start.length)) }];
  }
}
