import type {
  CardWatchStore,
  ClaimedRun,
  CrmCallContext,
  CrmCardKind,
  CrmChangedCards,
  CrmConnectorProvider,
  CrmPort,
} from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { CardWatchDependencies } from './card-watch.ts';
import type { HookKeeper } from './hook-keeper.ts';

/** How long a run belongs to one worker, in ms. */
const leaseMs = 10 * 60_000;
/** How far back the first run looks, in ms. */
const firstLookMs = 60 * 60_000;
/** Changes of the time before are read twice: what changed while it was read may have been missed. */
const overlapMs = 2 * 60_000;
/** Cards that one run makes sure of being there still. */
const lookedForAtOnce = 50;
/** Pages of a run; what is left waits for the next one. */
const mostPages = 400;

const capabilityOf = { lead: 'leads', deal: 'deals' } as const;
const kinds: readonly CrmCardKind[] = ['lead', 'deal'];

interface Tally {
  checked: number;
  changes: number;
  newest: string | null;
}

/** What reconciling needs. */
export type ReconcilerDependencies = Pick<CardWatchDependencies, 'note' | 'now'> & {
  store: CardWatchStore;
  connectors: CrmConnectorProvider;
  /** Keeps webhooks subscribed beside it. @default nobody does */
  hooks?: Pick<HookKeeper, 'keep'>;
};

/**
 * Reads what was changed since the last time, so that a webhook that never came loses nothing, and looks for open cards: those
 * that were deleted, and those of a CRM that has no list of changes. Whatever differs from what is known becomes a hint, and is compared like any other.
 */
export class Reconciler {
  constructor(private readonly deps: ReconcilerDependencies) {}

  /** Runs one reconciliation that is due. @returns whether there was one */
  async runDue(): Promise<boolean> {
    const { store } = this.deps;
    const run = await store.claimRun(leaseMs);
    if (run === null) return false;
    const tally: Tally = { checked: 0, changes: 0, newest: null };
    try {
      await this.reconcile(run, tally);
      await store.finishRun(run, { ...tally, watermark: this.nextWatermark(run, tally), code: null });
    } catch (error) {
      const code = error instanceof VoronkaError ? error.code : 'Internal.Error';
      // A CRM that cannot be asked is no trouble each time anew.
      if (code !== 'Crm.NotSupported') this.deps.note({ integrationId: run.integrationId, cardId: null, code });
      // Nothing was skipped: the next run begins where this one did.
      await store.finishRun(run, { ...tally, watermark: null, code });
    }
    return true;
  }

  /** By the vendor's clock alone: ours may go differently. */
  private nextWatermark({ watermark }: ClaimedRun, { newest }: Tally): string | null {
    if (newest === null) return watermark;
    const overlapped = new Date(Date.parse(newest) - overlapMs).toISOString();
    return watermark === null || overlapped > watermark ? overlapped : watermark;
  }

  private async reconcile(run: ClaimedRun, tally: Tally): Promise<void> {
    const crm = await this.deps.connectors.forIntegration(run.integrationId);
    const context: CrmCallContext = { correlationId: 'crm:poll', lane: 'bulk' };
    await this.deps.hooks?.keep(run.integrationId, crm, context);
    for (const kind of kinds) {
      if (!crm.changes || !crm.capabilities[capabilityOf[kind]]) continue;
      const since = run.watermark ?? new Date(this.deps.now().getTime() - firstLookMs).toISOString();
      const read = await this.readChanged(crm, kind, { run, tally, since }, context);
      await this.readEvents(crm, kind, { run, tally, since, read }, context);
      await this.lookFor(crm, kind, { run, tally, read }, context);
    }
  }

  private async readChanged(
    crm: CrmPort,
    kind: CrmCardKind,
    { run, tally, since }: { run: ClaimedRun; tally: Tally; since: string },
    context: CrmCallContext,
  ): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    let next: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const read: CrmChangedCards | undefined = await crm.changes?.changedCards(kind, { since, next }, context);
      if (!read) return ids;
      tally.checked += read.cards.length;
      for (const { id, updatedAt } of read.cards) {
        ids.add(id);
        if (updatedAt !== null && (tally.newest === null || updatedAt > tally.newest)) tally.newest = updatedAt;
      }
      await this.hint(run, await this.deps.store.differing(run.integrationId, read.cards), tally);
      next = read.next;
      if (next === null) return ids;
    }
    throw new VoronkaError('Crm.Busy', 'more cards were changed than one run reads');
  }

  /** What happened to a card that is in no list of changed ones: it was deleted, or merged into another. */
  private async readEvents(
    crm: CrmPort,
    kind: CrmCardKind,
    { run, tally, since, read }: { run: ClaimedRun; tally: Tally; since: string; read: ReadonlySet<string> },
    context: CrmCallContext,
  ): Promise<void> {
    const named = (await crm.changes?.eventCards?.(kind, since, context)) ?? [];
    const unread = named.filter((id) => !read.has(id));
    const ids = await this.deps.store.owned(run.integrationId, kind, unread);
    if (ids.length === 0) return;
    await this.hintOf(crm, kind, ids, { run, tally }, context);
  }

  /** A deleted card is in no list of changed ones, and not every CRM tells of it, or of changes at all. */
  private async lookFor(
    crm: CrmPort,
    kind: CrmCardKind,
    { run, tally, read }: { run: ClaimedRun; tally: Tally; read: ReadonlySet<string> },
    context: CrmCallContext,
  ): Promise<void> {
    const ids = await this.deps.store.openCardsToLookFor(run.integrationId, kind, lookedForAtOnce);
    const unread = ids.filter((id) => !read.has(id));
    await this.hintOf(crm, kind, unread, { run, tally }, context);
  }

  private async hintOf(
    crm: CrmPort,
    kind: CrmCardKind,
    ids: readonly string[],
    { run, tally }: { run: ClaimedRun; tally: Tally },
    context: CrmCallContext,
  ): Promise<void> {
    for (let at = 0; at < ids.length; at += lookedForAtOnce) {
      const some = ids.slice(at, at + lookedForAtOnce);
      const present = (await crm.changes?.presentCards(kind, some, context)) ?? [];
      const missing = some.filter((wanted) => !present.some(({ id }) => id === wanted)).map((id) => ({ kind, id }));
      const differing = await this.deps.store.differing(run.integrationId, present);
      tally.checked += some.length;
      await this.hint(run, [...missing, ...differing], tally);
    }
  }

  private async hint(run: ClaimedRun, cards: { kind: CrmCardKind; id: string }[], tally: Tally): Promise<void> {
    tally.changes += cards.length;
    const { integrationId } = run;
    await this.deps.store.put(
      cards.map((card) => ({ integrationId, card })),
      'poll',
    );
  }
}
