import type { Funnel, StageMapping } from '../funnel/funnel.ts';
import { semanticsOf } from '../funnel/funnel.ts';

/** Fields of a card that people change in the CRM and that a dialogue follows. */
export type CardField = 'stage' | 'responsible' | 'contact';

/** What a dialogue takes its card to be. */
export interface KnownCard {
  /** Of what was told last, decided or not; null before a stage is known. */
  stageKey: string | null;
  lead: 'none' | 'open' | 'won' | 'lost';
  /** The status that no column is bound to, when the card was last told to stand there. */
  outsideStatusId: string | null;
  /** CRM user; null: nobody has said it yet. */
  responsibleId: string | null;
  contactId: string | null;
  /** The card was told to be deleted. */
  gone: boolean;
  /** Versions of what was told last, by field; see {@link cardVersion}. */
  versions: Partial<Record<CardField, string>>;
}

/** A card as it was just read. */
export interface SeenCard {
  statusId: string;
  semantics: 'open' | 'won' | 'lost';
  responsibleId: string | null;
  contactId: string | null;
  /** ISO 8601 UTC; null where the vendor does not say. */
  updatedAt: string | null;
  stageChangedAt: string | null;
}

/** A write of ours that has no outcome yet. */
export interface PendingWrite {
  /** When it was decided, ISO 8601 UTC. */
  decidedAt: string;
  /** It has been waited for so long that it is queued, and not on its way. */
  waitedEnough: boolean;
}

/** What is different in the CRM. */
export type CardNews =
  | { field: 'stage'; kind: 'moved'; stageKey: string; previous: string | null }
  /** In a status that no column is bound to. */
  | { field: 'stage'; kind: 'outside'; statusId: string; lead: 'open' | 'won' | 'lost' }
  | { field: 'stage'; kind: 'deleted' }
  | { field: 'responsible'; kind: 'responsible'; responsibleId: string | null }
  | { field: 'contact'; kind: 'contact'; contactId: string };

/** What came of a comparison. */
export interface CardVerdict {
  news: CardNews[];
  /** Fields that differ while a write of ours may still explain it: to be looked at again. */
  waits: CardField[];
  /** Fields whose older wish of ours a person in the CRM has overtaken: it is dropped. */
  overtaken: CardField[];
  /**
   * Known from now on without being news: who is responsible for a card that nobody was asked about, and that a card which was
   * outside is back in its column.
   */
  learned: { responsibleId?: string; backInside?: true };
}

/** What the comparison needs besides the card. */
export interface CardCircumstances {
  funnel: Funnel;
  mapping: StageMapping;
  pending: Partial<Record<CardField, PendingWrite>>;
}

/** Digits of the place in the inbox that a version ends with. */
const placeDigits = 12;

/**
 * The version of a change: the vendor's time, which may have whole seconds only, and the place in the inbox behind it, so
 * that two changes of one second still grow as text.
 */
export function cardVersion(updatedAt: string, seq: number): string {
  return `${updatedAt}/${String(seq).padStart(placeDigits, '0')}`;
}

/** Whether a card was read before something newer of it was told. */
function isOldRead({ updatedAt }: SeenCard, { versions }: KnownCard): boolean {
  if (updatedAt === null) return false;
  return Object.values(versions).some((version) => updatedAt < (version.split('/')[0] ?? ''));
}

function stageNews(known: KnownCard, seen: SeenCard, { funnel, mapping }: CardCircumstances): CardNews | null {
  const stageKey = funnel.stages.find(({ key }) => mapping[key] === seen.statusId)?.key ?? null;
  if (stageKey === null) {
    if (seen.statusId === known.outsideStatusId) return null;
    return { field: 'stage', kind: 'outside', statusId: seen.statusId, lead: seen.semantics };
  }
  // What the stage means is ours to say: a column that is bound to a status of another meaning would never come to rest.
  const settled = known.lead === semanticsOf(funnel, stageKey) && !known.gone;
  if (stageKey === known.stageKey && settled) return null;
  return { field: 'stage', kind: 'moved', stageKey, previous: known.stageKey };
}

function responsibleNews(known: KnownCard, seen: SeenCard): CardNews | null {
  if (known.responsibleId === null || seen.responsibleId === known.responsibleId) return null;
  return { field: 'responsible', kind: 'responsible', responsibleId: seen.responsibleId };
}

function contactNews(known: KnownCard, seen: SeenCard): CardNews | null {
  if (known.contactId === null || seen.contactId === null || seen.contactId === known.contactId) return null;
  return { field: 'contact', kind: 'contact', contactId: seen.contactId };
}

/** When a field was changed last, as far as the vendor says it. */
function changedAt(field: CardField, seen: SeenCard): string | null {
  return field === 'stage' ? (seen.stageChangedAt ?? seen.updatedAt) : seen.updatedAt;
}

/**
 * Compares a card as it was just read with what the dialogue takes it to be. What is equal is an echo, or nothing at all.
 * While a write of ours is under way the verdict waits; when that takes long, a change that is younger than our wish wins.
 *
 * @param seen null: the card is not there any more
 * @source architecture, D13
 */
export function compareCard(known: KnownCard, seen: SeenCard | null, circumstances: CardCircumstances): CardVerdict {
  const verdict: CardVerdict = { news: [], waits: [], overtaken: [], learned: {} };
  const { pending } = circumstances;
  if (seen === null) {
    if (known.gone) return verdict;
    if (pending.stage && !pending.stage.waitedEnough) return { ...verdict, waits: ['stage'] };
    return { ...verdict, news: [{ field: 'stage', kind: 'deleted' }] };
  }
  if (isOldRead(seen, known)) return verdict;
  const differences = [stageNews(known, seen, circumstances), responsibleNews(known, seen), contactNews(known, seen)];
  for (const news of differences) {
    if (news === null) continue;
    const write = pending[news.field];
    if (!write) {
      verdict.news.push(news);
      continue;
    }
    const at = changedAt(news.field, seen);
    if (!write.waitedEnough || at === null || at <= write.decidedAt) verdict.waits.push(news.field);
    else {
      verdict.news.push(news);
      verdict.overtaken.push(news.field);
    }
  }
  const inside = Object.values(circumstances.mapping).includes(seen.statusId);
  if (inside && known.outsideStatusId !== null) verdict.learned.backInside = true;
  if (known.responsibleId === null && seen.responsibleId !== null && !pending.responsible) {
    verdict.learned.responsibleId = seen.responsibleId;
  }
  return verdict;
}
