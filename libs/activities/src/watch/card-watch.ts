import type {
  CardWatchStore,
  ClaimedHint,
  CrmCallContext,
  CrmCard,
  CrmConnectorProvider,
  CrmPort,
  WakeTarget,
} from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { isFinal } from '../failure.ts';

/** What watching cards needs. */
export interface CardWatchDependencies {
  store: CardWatchStore;
  connectors: CrmConnectorProvider;
  wake: (target: WakeTarget) => Promise<void>;
  /** Told of what went wrong and is tried again. Ids and codes only. */
  note: (note: { integrationId: string; cardId: string | null; code: string }) => void;
  now: () => Date;
}

/** How long a hint belongs to one worker, in ms: longer than a read, its wait in the limiter and the comparison. */
const leaseMs = 30_000;
/** Cards read at the same time. */
const atOnce = 4;
/** How soon a card is looked at again while a write of ours is under way, in ms. */
const writeWaitsMs = 700;
/** The longest pause after failures, and the one after a failure that only people can mend, in ms. */
const longestPauseMs = 60_000;
const mendedByPeopleMs = 5 * 60_000;

/** How long to leave a card alone after a failure. */
function pauseAfter(error: unknown, attempts: number): number {
  if (!(error instanceof VoronkaError)) return longestPauseMs;
  if (isFinal(error.code)) return mendedByPeopleMs;
  const { retryAfterMs } = error.details;
  if (typeof retryAfterMs === 'number') return retryAfterMs;
  return Math.min(1_000 * 2 ** Math.min(attempts, 10), longestPauseMs);
}

/** Users of the CRM whom a card names. */
function namedBy({ responsibleId, stageChangedBy, updatedBy }: CrmCard): string[] {
  return [responsibleId, stageChangedBy, updatedBy].flatMap((id) => id ?? []);
}

/**
 * Reads the cards that may have changed in their CRM again, in the limiter's lane for bulk, and tells the dialogues that own
 * them what is new. A hint says nothing but where to look: doubled, late and lost ones do no harm.
 *
 * @source architecture, "The way of a message" 9, D13
 */
export class CardWatch {
  constructor(private readonly deps: CardWatchDependencies) {}

  /** Works on hints that are due. @returns how many there were */
  async workOnHints(): Promise<number> {
    const hints = await this.deps.store.claim(atOnce, leaseMs);
    await Promise.all(hints.map((hint) => this.workOn(hint)));
    return hints.length;
  }

  private async workOn(hint: ClaimedHint): Promise<void> {
    const { store } = this.deps;
    try {
      const taking = await this.compare(hint);
      // Lost to another worker, whose turn it is now.
      if (taking === null) return;
      for (const target of taking.wake) await this.deps.wake(target);
      await (taking.waits ? store.postpone(hint, writeWaitsMs) : store.settle(hint));
    } catch (error) {
      const code = error instanceof VoronkaError ? error.code : 'Internal.Error';
      this.deps.note({ integrationId: hint.integrationId, cardId: hint.card.id, code });
      await store.postpone(hint, pauseAfter(error, hint.attempts));
    }
  }

  private async compare(hint: ClaimedHint) {
    const { store, connectors } = this.deps;
    const { integrationId } = hint;
    const context: CrmCallContext = { correlationId: `crm:${hint.source}`, lane: 'bulk' };
    const crm = await connectors.forIntegration(integrationId);
    const card = await this.readCard(crm, hint, context);
    let people = await store.peopleOf(integrationId);
    if (card && namedBy(card).some((id) => !people.has(id))) {
      await store.rememberPeople(integrationId, await crm.listUsers(context));
      people = await store.peopleOf(integrationId);
    }
    return store.take(hint, { card, people });
  }

  /** The card, and who moved it where the card does not tell: asked only when something differs, and no echo costs it. */
  private async readCard(crm: CrmPort, hint: ClaimedHint, context: CrmCallContext): Promise<CrmCard | null> {
    const card = await crm.getCard(hint.card, context);
    if (!card || !crm.changes?.lastMove || card.stageChangedAt) return card;
    const differing = await this.deps.store.differing(hint.integrationId, [card]);
    if (differing.length === 0) return card;
    const move = await crm.changes.lastMove(hint.card, context);
    return move === null ? card : { ...card, stageChangedAt: move.at, stageChangedBy: move.by };
  }
}
