import type {
  CrmCallContext,
  CrmConnectorProvider,
  CrmHookSubscription,
  CrmHookSubscriptions,
  CrmPort,
  ErrorCode,
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

/** A webhook that could not be taken away. */
export interface HookFailure {
  integrationId: string;
  code: ErrorCode;
}

/** How long after a failure the CRM is asked again to take a webhook away, in ms. */
const retryMs = 60_000;

/** One of our own addresses among those that a CRM sends to. */
interface Own extends CrmHookSubscription {
  keyHash: string;
}

/**
 * Keeps our webhook subscribed in a CRM that can be told so by its API: one that people removed or that the vendor switched
 * off is subscribed again, one at a former address of ours is taken away, also after `PUBLIC_URL` has changed, and ours goes with
 * an integration that is switched off or removed. The address' key is stored as a hash only: the CRM's own list tells it.
 *
 * @source architecture, D13; facts of the vendor: webhooks are switched off after too many bad answers
 */
export class HookKeeper {
  constructor(private readonly deps: HookKeeperDependencies) {}

  /** Never throws for what the CRM answers: without webhooks the CRM is asked. */
  async keep(integrationId: string, crm: CrmPort, context: CrmCallContext): Promise<void> {
    const { store, publicUrl } = this.deps;
    if (!crm.hooks) return;
    try {
      // Where we are reached no more, each webhook would only fail.
      if (publicUrl === null) await this.release(integrationId, crm, context);
      else await this.subscribe(integrationId, crm.hooks, publicUrl, context);
    } catch (error) {
      if (!(error instanceof VoronkaError)) throw error;
      await store.noteRefusal(integrationId, error.code);
    }
  }

  /**
   * Takes the webhook of an integration away, and leaves those of others alone.
   *
   * @param signal ends it between two calls: nothing is asked or noted any more
   * @returns how many addresses the CRM sent to; 0, without asking it, where it was given none
   * @throws VoronkaError `Crm.*` when the CRM does not let us, or does not answer; `Crm.TimedOut` when it was ended
   */
  async release(integrationId: string, crm: CrmPort, context: CrmCallContext, signal?: AbortSignal): Promise<number> {
    const { store } = this.deps;
    const goOn = () => {
      if (signal?.aborted) throw new VoronkaError('Crm.TimedOut', 'the CRM takes too long');
    };
    const keyHash = await store.keyHashOf(integrationId);
    if (!crm.hooks || keyHash === null) return 0;
    const listed = await crm.hooks.list(context);
    const ours = listed.filter(({ destination }) => this.keyHashIn(destination) === keyHash);
    for (const { destination } of ours) {
      goOn();
      await crm.hooks.unsubscribe(destination, context);
    }
    goOn();
    await store.noteUnsubscribed(integrationId);
    return ours.length;
  }

  /**
   * Releases one integration that was switched off; one that failed is taken again after a minute.
   *
   * @returns whether there was one
   */
  async releaseDue(connectors: CrmConnectorProvider, note: (failure: HookFailure) => void): Promise<boolean> {
    const { store } = this.deps;
    const integrationId = await store.claimRelease(retryMs);
    if (integrationId === null) return false;
    try {
      const crm = await connectors.forIntegration(integrationId);
      await this.release(integrationId, crm, { correlationId: 'crm:release', lane: 'bulk' });
    } catch (error) {
      if (!(error instanceof VoronkaError)) throw error;
      note({ integrationId, code: error.code });
      await store.noteRefusal(integrationId, error.code);
    }
    return true;
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
    const isOurs = ({ destination }: CrmHookSubscription) =>
      keyHash !== null && this.keyHashIn(destination) === keyHash;
    const left = listed.filter((one) => isOurs(one) && one.destination !== mine?.destination);
    if (mine?.off) await hooks.subscribe(mine.destination, context);
    if (mine === undefined) {
      const key = newKey();
      // Before the CRM knows the address: a webhook that comes at once must be let in.
      await store.replaceKeyOf(integrationId, hashKey(key));
      await hooks.subscribe(`${publicUrl}${crmHookPath}${key}`, context);
    }
    const account = listed.find((one) => one.account !== null)?.account ?? null;
    const removed = mine === undefined && own.length === 0 && left.length === 0 && keyHash !== null;
    await store.noteSubscribed(integrationId, { account, again: removed || mine?.off === true });
    await this.removeFormer(own, mine, hooks, context);
    // We have moved: at the former PUBLIC_URL nobody takes them any more.
    for (const { destination } of left) await hooks.unsubscribe(destination, context);
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
    const keyHash = this.keyHashIn(one.destination);
    if (keyHash === null || !one.destination.startsWith(`${this.deps.publicUrl}${crmHookPath}`)) return [];
    return [{ ...one, keyHash }];
  }

  /** Hash of the key in an address of the product's form, wherever it stands; null for other addresses. */
  private keyHashIn(destination: string): string | null {
    const at = destination.indexOf(crmHookPath);
    return at === -1 ? null : this.deps.hashKey(destination.slice(at + crmHookPath.length));
  }
}
