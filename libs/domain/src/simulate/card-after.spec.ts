import type { BundleContent } from '../decide/bundle.ts';
import type { Decision } from '../decide/decision-record.ts';
import type { Command } from '../dialogue/command.ts';
import type { DialogueEvent } from '../dialogue/dialogue-event.ts';
import { noCard } from './pretended-step.ts';
import { cardAfter } from './simulation.ts';

const name = { ru: 'Этап', en: 'Stage' };
const funnel = {
  id: 'funnel',
  name,
  stages: [
    { key: 'talks', name, sort: 1, semantics: 'open' },
    { key: 'won', name, sort: 2, semantics: 'won' },
  ],
};
const content = { funnel } as unknown as BundleContent;
const card = { ...noCard, contactKnown: true, lead: 'open', stageKey: 'talks', managerId: 'olga' } as const;
const movedTo = (stageKey: string) => ({ kind: 'cardMoved', stageKey }) as DialogueEvent;
const tags: Command = { nodeId: 'n', ruleId: null, kind: 'addTags', tags: ['чат'] };
const move: Command = { nodeId: 'n', ruleId: null, kind: 'moveStage', stageKey: 'won', allowBack: false };

/** The card after a decision, of which only these parts are looked at. */
function after(
  event: DialogueEvent,
  { commands = [], ignored, episode = 1 }: { commands?: Command[]; ignored?: string; episode?: number } = {},
  before: Parameters<typeof cardAfter>[0]['card'] = card,
) {
  const dialogue = { place: { bundle: { content } }, state: { episode: 1 }, card: before };
  const decision = { commands, nextState: { episode }, record: { ...(ignored === undefined ? {} : { ignored }) } };
  return cardAfter(dialogue as Parameters<typeof cardAfter>[0], event, decision as unknown as Decision);
}

describe('a simulated card after a decision', () => {
  it('stands where it was moved to, open or closed as the stage is', () => {
    expect(after(movedTo('won'))).toEqual({ ...card, stageKey: 'won', lead: 'won' });
    expect(after(movedTo('talks'), { commands: [tags] })).toEqual(card);
    expect(after(movedTo('won'), {}, { ...card, lead: 'none' })).toEqual({ ...card, stageKey: 'won', lead: 'none' });
  });

  it('stays when the move is ignored, or the CRM is still to be told of it', () => {
    expect(after(movedTo('won'), { ignored: 'Event.Stale' })).toEqual(card);
    expect(after(movedTo('won'), { commands: [tags, move] })).toEqual(card);
  });

  it('stays when something else happened', () => {
    expect(after({ kind: 'clientMessage', messageId: 'm', text: 'Да', seq: 1, at: '' })).toEqual(card);
  });

  it('is none in a new episode, of the same person and manager', () => {
    const message: DialogueEvent = { kind: 'clientMessage', messageId: 'm', text: 'Да', seq: 1, at: '' };
    expect(after(message, { episode: 2 })).toEqual({ ...noCard, contactKnown: true, managerId: 'olga' });
  });
});
