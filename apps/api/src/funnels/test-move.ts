import { errorTexts, VoronkaError } from '@voronka/contracts';
import type { CrmCallContext, CrmCard, CrmCardRef, CrmPort, TestMoveReport } from '@voronka/contracts';
import type { LocalizedText } from '@voronka/domain';

/** What a test move needs of a CRM. */
export type TestedCrm = Pick<CrmPort, 'getCard' | 'moveCard'>;

/** What is moved where. */
export interface TestMoveOrder {
  card: CrmCardRef;
  /** Where it is moved for a moment. */
  statusId: string;
  /** Page of the card in the CRM, where there is one. */
  url: string | null;
}

type Step = TestMoveReport['steps'][number];

/** How often a reading, or the way back, is tried. */
const rounds = 3;
/** Between two tries, in ms. */
const pauseMs = 1_000;

const refusals = {
  gone: {
    ru: 'Такой карточки в CRM нет. Проверьте номер и вид карточки.',
    en: 'The CRM has no such card. Check its number and kind.',
  },
  closed: {
    ru: 'Карточка закрыта. Проверка её не трогает: возьмите открытую.',
    en: 'The card is closed. The test leaves it alone: take an open one.',
  },
  there: {
    ru: 'Карточка уже в этом статусе. Выберите другой статус.',
    en: 'The card is in this status already. Choose another one.',
  },
  stayed: {
    ru: 'Карточка осталась на прежнем месте.',
    en: 'The card stayed where it was.',
  },
  elsewhere: {
    ru: 'Тем временем карточку перенесли в другой статус: робот CRM или человек. Мы её там оставили.',
    en: 'Meanwhile a robot of the CRM or a person moved the card to another status. We left it there.',
  },
  notBack: {
    ru: 'Карточка ещё не на прежнем месте. Верните её в CRM вручную.',
    en: 'The card is not back where it was. Put it back by hand in the CRM.',
  },
} as const satisfies Record<string, LocalizedText>;

/**
 * Moves a real card to a status and back, and reads it after each move: only what the CRM says then counts. The way back is
 * taken whenever the card may have left, also when nothing could be read. A card that others moved meanwhile is theirs and
 * stays where they put it.
 *
 * @param wait makes a pause, in ms
 * @returns what was done and where the card is; failures of the CRM are part of it
 */
export async function runTestMove(
  crm: TestedCrm,
  order: TestMoveOrder,
  context: CrmCallContext,
  wait: (ms: number) => Promise<void>,
): Promise<TestMoveReport> {
  const steps: Step[] = [];
  const ended = (end: TestMoveReport['end'], card: CrmCard | null): TestMoveReport => ({
    ok: end === 'back' && steps.every(({ ok }) => ok),
    card: card && { title: card.title, statusId: card.statusId, url: order.url },
    steps,
    end,
  });

  const first = await attempt(() => crm.getCard(order.card, context));
  if (first.failure) {
    steps.push(failed('read', first.failure));
    return ended('untouched', null);
  }
  const card = first.value;
  if (card === null || card.semantics !== 'open' || card.statusId === order.statusId) {
    const why = card === null ? 'gone' : card.semantics === 'open' ? 'there' : 'closed';
    steps.push(refused('read', refusals[why], card?.statusId ?? null));
    return ended('untouched', card);
  }
  steps.push(done('read', card.statusId));

  const move = await attempt(() => crm.moveCard(order.card, order.statusId, context));
  steps.push(move.failure ? failed('move', move.failure) : done('move', null));
  const there = await readAgain(crm, order.card, context, wait);
  const place = there.value?.statusId ?? null;
  if (place === card.statusId) {
    // What was sent without an answer can still be carried out.
    const isUnclear = move.failure?.code === 'Crm.Ambiguous' || move.failure?.code === 'Crm.TimedOut';
    steps.push(refused('confirmMove', refusals.stayed, place));
    if (!isUnclear) return ended('untouched', card);
  } else if (there.failure) {
    steps.push(failed('confirmMove', there.failure));
  } else if (place === order.statusId) {
    steps.push(done('confirmMove', place));
  } else {
    steps.push(refused('confirmMove', refusals.elsewhere, place));
    return ended('elsewhere', card);
  }
  return ended(await putBack(crm, { order, from: card.statusId }, { steps, context, wait }), card);
}

/** Brings the card back and says where it is. Adds two steps. */
async function putBack(
  crm: TestedCrm,
  { order, from }: { order: TestMoveOrder; from: string },
  { steps, context, wait }: { steps: Step[]; context: CrmCallContext; wait: (ms: number) => Promise<void> },
): Promise<TestMoveReport['end']> {
  for (let round = 1; ; round += 1) {
    const back = await attempt(() => crm.moveCard(order.card, from, context));
    const now = await readAgain(crm, order.card, context, wait);
    const place = now.value?.statusId ?? null;
    const mayTryAgain = round < rounds && (now.failure !== null || place === order.statusId);
    if (mayTryAgain) {
      await wait(pauseMs * round);
      continue;
    }
    steps.push(back.failure ? failed('putBack', back.failure) : done('putBack', null));
    if (now.failure) {
      steps.push(failed('confirmBack', now.failure));
      return 'unknown';
    }
    if (place === from) {
      steps.push(done('confirmBack', place));
      return 'back';
    }
    const isMoved = place === order.statusId;
    steps.push(refused('confirmBack', isMoved ? refusals.notBack : refusals.elsewhere, place));
    return isMoved ? 'moved' : 'elsewhere';
  }
}

type Attempt<T> = { value: T; failure: null } | { value: null; failure: VoronkaError };

async function attempt<T>(call: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await call(), failure: null };
  } catch (error) {
    if (!(error instanceof VoronkaError)) throw error;
    return { value: null, failure: error };
  }
}

async function readAgain(
  crm: TestedCrm,
  card: CrmCardRef,
  context: CrmCallContext,
  wait: (ms: number) => Promise<void>,
): Promise<Attempt<CrmCard | null>> {
  for (let round = 1; ; round += 1) {
    const read = await attempt(() => crm.getCard(card, context));
    if (read.failure === null || round >= rounds) return read;
    await wait(pauseMs * round);
  }
}

function done(step: Step['step'], statusId: string | null): Step {
  return { step, ok: true, statusId, code: null, message: null };
}

function failed(step: Step['step'], { code }: VoronkaError): Step {
  return { step, ok: false, statusId: null, code, message: errorTexts[code] };
}

function refused(step: Step['step'], message: LocalizedText, statusId: string | null): Step {
  return { step, ok: false, statusId, code: null, message };
}
