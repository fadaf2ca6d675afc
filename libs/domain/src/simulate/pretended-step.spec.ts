import type { BundleContent } from '../decide/bundle.ts';
import type { Command } from '../dialogue/command.ts';
import { carryOut } from './crm-mood.ts';
import type { SimulatedCard } from './pretended-step.ts';
import { leadAt, noCard, pretend, simulatedManagerId } from './pretended-step.ts';

const name = { ru: 'Этап', en: 'Stage' };
/** All of a bundle that a pretended step looks at. */
const content = {
  funnel: {
    id: 'funnel',
    name,
    stages: [
      { key: 'unsorted', name, sort: 1, semantics: 'open' },
      { key: 'talks', name, sort: 2, semantics: 'open' },
      { key: 'won', name, sort: 3, semantics: 'won' },
      { key: 'lost', name, sort: 4, semantics: 'lost' },
    ],
  },
} as unknown as BundleContent;

const place = { turn: 3, index: 2 };
const base = { nodeId: 'node', ruleId: null };
const card: SimulatedCard = { ...noCard, contactKnown: true, lead: 'open', stageKey: 'talks' };
const after = (command: Command, before = card) => pretend(command, before, content, place);
const move = (stageKey: string, allowBack = false): Command => ({ ...base, kind: 'moveStage', stageKey, allowBack });
const tagged: Command = { ...base, kind: 'addTags', tags: ['чат', 'цена'] };
const closed: Command = { ...base, kind: 'closeDialogue', reason: 'idle' };

describe('what a dialogue knows before anything happened', () => {
  it('is nothing', () => {
    expect(noCard).toEqual({
      contactKnown: false,
      lead: 'none',
      stageKey: null,
      historyAttached: false,
      managerId: null,
    });
  });
});

describe('a step that is only pretended', () => {
  it.each<[Command, Partial<SimulatedCard>, object]>([
    [{ ...base, kind: 'attachHistory' }, { historyAttached: true }, {}],
    [tagged, {}, { tags: 2 }],
    [{ ...base, kind: 'removeTags', tags: ['чат'] }, {}, { tags: 1 }],
    [{ ...base, kind: 'qualify', score: 7, reasons: [] }, {}, { score: 7 }],
    [closed, {}, {}],
    [move('won'), { stageKey: 'won', lead: 'won' }, { stageKey: 'won' }],
    [move('unsorted', true), { stageKey: 'unsorted', lead: 'open' }, { stageKey: 'unsorted' }],
  ])('changes the card as the CRM’s answer would, and nothing else: %j', (command, changes, detail) => {
    expect(after(command)).toEqual({ status: 'done', detail, card: { ...card, ...changes }, answer: null });
  });

  it('makes a contact known, and a lead open at its stage', () => {
    const contact = after({ ...base, kind: 'findOrCreateContact' } as Command, noCard);
    expect(contact.card).toEqual({ ...noCard, contactKnown: true });
    const lead = after({ ...base, kind: 'createLead', stageKey: 'unsorted' } as Command, contact.card);
    expect(lead).toMatchObject({ detail: { stageKey: 'unsorted' }, answer: null });
    expect(lead.card).toEqual({ ...contact.card, lead: 'open', stageKey: 'unsorted' });
  });

  it('moves a card back only where that is allowed, and says where it was kept', () => {
    expect(after(move('unsorted'))).toEqual({
      status: 'refused',
      detail: { reason: 'Step.NotForward', keptStage: 'talks' },
      card,
      answer: null,
    });
  });

  it('gives the dialogue a manager, and is told so as by the distribution', () => {
    const { card: given, answer } = after({ ...base, kind: 'assignManager' });
    expect(given).toEqual({ ...card, managerId: simulatedManagerId });
    expect(answer).toEqual({
      kind: 'responsibleChanged',
      source: 'assignment',
      managerId: simulatedManagerId,
      reason: null,
      byUserId: null,
      version: null,
    });
  });

  it('has a webhook answer without values, for the command that called it', () => {
    const { card: same, answer } = after({ ...base, kind: 'callWebhook' } as Command);
    expect(same).toEqual(card);
    expect(answer).toEqual({ kind: 'webhookAnswered', nodeId: 'node', turn: 3, index: 2, ok: true, fields: {} });
  });

  it('does not ask an outside assistant: the flow speaks itself', () => {
    const { answer } = after({ ...base, kind: 'consultAssistant', seq: 5 } as Command);
    expect(answer).toEqual({ kind: 'consultFailed', turnSeq: 5, code: 'Assistant.NotAsked' });
  });

  it.each([
    ['talks', 'open'],
    ['won', 'won'],
    ['lost', 'lost'],
    ['nowhere', 'open'],
  ])('knows what a card at the stage %s is: %s', (stageKey, lead) => {
    expect(leadAt(content, stageKey)).toBe(lead);
  });
});

describe('the commands of one decision, carried out in memory', () => {
  const at = '2026-03-01T09:00:00.000Z';
  const commands = [closed, tagged, move('won')];
  const carry = (crm: 'answers' | 'refuses' | 'silent', late: Parameters<typeof carryOut>[1]['late'] = null) =>
    carryOut(commands, { card, crm, late }, { turn: 3, at, content });

  it('are all done by a CRM that answers, one after another', () => {
    const { card: moved, steps, late, answers } = carry('answers');
    expect(moved.stageKey).toBe('won');
    expect(steps.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect([late, answers]).toEqual([null, []]);
  });

  it('fail at the first one that the CRM refuses; those behind it are told of with it', () => {
    const { card: same, steps, answers } = carry('refuses');
    expect(same).toEqual(card);
    expect(steps.map(({ status, detail }) => [status, detail])).toEqual([
      ['done', {}],
      ['failed', { code: 'Crm.Rejected' }],
      ['cancelled', {}],
    ]);
    expect(answers).toEqual([
      { kind: 'stepFailed', turn: 3, index: 1, nodeId: 'node', code: 'Crm.Rejected', commands: [tagged, move('won')] },
    ]);
  });

  it('wait for a CRM that is silent, since the first one that waits, in order', () => {
    const waiting = { turn: 2, index: 0, command: tagged };
    const { steps, late, answers } = carry('silent', { since: '2026-03-01T08:00:00.000Z', steps: [waiting] });
    expect(steps.map(({ status }) => status)).toEqual(['done', 'delayed', 'delayed']);
    expect(late).toEqual({
      since: '2026-03-01T08:00:00.000Z',
      steps: [waiting, { turn: 3, index: 1, command: tagged }, { turn: 3, index: 2, command: move('won') }],
    });
    expect(answers).toEqual([]);
    expect(carry('silent').late?.since).toBe(at);
  });
});
