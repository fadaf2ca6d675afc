import type { BundleContent } from '../decide/bundle.ts';
import type { Command, PlainValue } from '../dialogue/command.ts';
import type { DecisionContext, DialogueEventBody } from '../dialogue/dialogue-event.ts';
import { isForwardMove, semanticsOf } from '../funnel/funnel.ts';

/** The manager of a simulated dialogue, whoever the company's people are. */
export const simulatedManagerId = 'simulated-manager';

/** What a dialogue that exists only in memory pretends to know of the CRM. */
export type SimulatedCard = Pick<DecisionContext, 'contactKnown' | 'lead' | 'stageKey' | 'historyAttached'> & {
  managerId: string | null;
};

/** What a simulated dialogue knows before anything happened, and again of the card in a new episode. */
export const noCard: SimulatedCard = {
  contactKnown: false,
  lead: 'none',
  stageKey: null,
  historyAttached: false,
  managerId: null,
};

/** What became of a command that nobody carried out. */
export interface PretendedOutcome {
  status: 'done' | 'refused';
  /** Parts of the result as the timeline shows them; never an id, for nothing was made. */
  detail: Record<string, PlainValue>;
  /** The card as it is after it. */
  card: SimulatedCard;
  /** What the product would be told by those who carry it out. */
  answer: DialogueEventBody | null;
}

/** Where a command stands in its dialogue. */
export interface CommandPlace {
  turn: number;
  index: number;
}

/** Stage of the card → whether it is open, won or lost. @returns open for a stage that the funnel does not have */
export function leadAt({ funnel }: BundleContent, stageKey: string): SimulatedCard['lead'] {
  return semanticsOf(funnel, stageKey);
}

/**
 * Pretends that a command succeeded: the card changes in memory, and what the company's own systems would answer follows
 * as an event. An outside assistant is not asked, so that the flow speaks itself; a webhook answers without values.
 */
export function pretend(
  command: Command,
  card: SimulatedCard,
  content: BundleContent,
  { turn, index }: CommandPlace,
): PretendedOutcome {
  const done = (changes: Partial<SimulatedCard> = {}, detail: PretendedOutcome['detail'] = {}): PretendedOutcome => ({
    status: 'done',
    detail,
    card: { ...card, ...changes },
    answer: null,
  });
  switch (command.kind) {
    case 'findOrCreateContact':
      return done({ contactKnown: true });
    case 'createLead':
      return done({ lead: 'open', stageKey: command.stageKey }, { stageKey: command.stageKey });
    case 'moveStage': {
      const { stageKey, allowBack } = command;
      if (allowBack || isForwardMove(content.funnel, card.stageKey, stageKey)) {
        return done({ stageKey, lead: leadAt(content, stageKey) }, { stageKey });
      }
      const detail = { reason: 'Step.NotForward', keptStage: card.stageKey };
      return { status: 'refused', detail, card, answer: null };
    }
    case 'attachHistory':
      return done({ historyAttached: true });
    case 'qualify':
      return done({}, { score: command.score });
    case 'addTags':
    case 'removeTags':
      return done({}, { tags: command.tags.length });
    case 'assignManager': {
      const told = { source: 'assignment', managerId: simulatedManagerId, reason: null } as const;
      const answer = { kind: 'responsibleChanged', ...told, byUserId: null, version: null } as const;
      return { ...done({ managerId: simulatedManagerId }), answer };
    }
    case 'callWebhook':
      return {
        ...done(),
        answer: { kind: 'webhookAnswered', nodeId: command.nodeId, turn, index, ok: true, fields: {} },
      };
    case 'consultAssistant':
      return { ...done(), answer: { kind: 'consultFailed', turnSeq: command.seq, code: 'Assistant.NotAsked' } };
    default:
      return done();
  }
}
