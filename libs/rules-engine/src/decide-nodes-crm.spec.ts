import type { FlowNode, UpdatePolicy } from '@voronka/domain';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';
import {
  anyMessage,
  asks,
  chain,
  end,
  kinds,
  node,
  only,
  skipped,
  TestDialogue,
  text,
} from './testing/dialogue-fixture.ts';

const lead = node('lead', 'createLead', { title: text('{{name}}, {{channel}}'), stageKey: 'firstContact' });
const contact = node('contact', 'findOrCreateContact', {});

/** A flow of steps that runs at the first message. */
function steps(...nodes: FlowNode[]): FixtureOptions {
  return { flow: chain([anyMessage(), ...nodes, end()]) };
}

function dialogueWith(options: FixtureOptions, ...nodes: FlowNode[]): TestDialogue {
  return new TestDialogue({ ...options, ...steps(...nodes) });
}

describe('a contact', () => {
  it('is looked for by all that is known', async () => {
    const decision = await dialogueWith({}, contact).client('меня зовут Анна, 8 916 123-45-67, anna@example.com');
    expect(only(decision, 'findOrCreateContact')).toMatchObject({
      name: 'Анна',
      phone: '+79161234567',
      email: 'anna@example.com',
    });
  });

  it('is found by an e-mail alone', async () => {
    const decision = await dialogueWith({}, contact).client('anna@example.com');
    expect(only(decision, 'findOrCreateContact')).toMatchObject({ phone: null, email: 'anna@example.com' });
  });

  it('that was owed is made by the permission of its step, also when the flow has another node in its place', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), contact, asks('ask', ['phone']), end()]) });
    await dialogue.client('привет');
    expect(dialogue.state.pendingContact).toBe('contact');
    const changed = dialogue.movedTo({
      mode: 'withoutCrm',
      flow: chain([anyMessage(), node('contact', 'reply', { text: text('hi') }), asks('ask', ['phone']), end()]),
    });
    const decision = await changed.inMode('withoutCrm').client('89161234567');
    expect(kinds(decision)).toEqual([]);
    expect(skipped(decision)).toEqual(['contact: Permission.ModeWithoutCrm']);
    expect(changed.state.pendingContact).toBeNull();
  });
});

describe('the update of a contact', () => {
  const policies: Record<'name' | 'phone' | 'email', UpdatePolicy> = {
    name: 'fillEmpty',
    phone: 'append',
    email: 'overwrite',
  };
  const update = node('update', 'updateContact', policies);

  it('writes what is known by the policy of each field', async () => {
    const decision = await dialogueWith({}, update).client('меня зовут Анна, 8 916 123-45-67');
    expect(only(decision, 'updateContact')).toEqual({
      kind: 'updateContact',
      nodeId: 'update',
      ruleId: 'start:next',
      name: 'Анна',
      phone: '+79161234567',
      email: null,
      policies,
    });
  });

  it('is left out while nothing is known', async () => {
    const decision = await dialogueWith({}, update).client('привет');
    expect(kinds(decision)).toEqual([]);
    expect(skipped(decision)).toEqual(['update: Step.NothingToUpdate']);
  });

  it('needs the switch of the channel', async () => {
    const decision = await dialogueWith({ switches: { updateContact: false } }, update).client('89161234567');
    expect(skipped(decision)).toEqual(['update: Permission.ChannelSwitchOff']);
  });
});

describe('a card', () => {
  function card(kind: 'channel' | 'lead' | 'deal' | undefined): FlowNode {
    return node('card', 'createLead', { title: text('x'), stageKey: 'unsorted', card: kind });
  }

  it.each([
    ['the channel says nothing', undefined, undefined, undefined],
    ['the channel makes deals', 'deal', undefined, 'deal'],
    ['the node says "as the channel"', 'deal', 'channel', 'deal'],
    ['the node wants a lead', 'deal', 'lead', undefined],
    ['the node wants a deal', 'lead', 'deal', 'deal'],
  ] as const)('is of its kind when %s', async (_when, channel, kind, made) => {
    const decision = await dialogueWith({ channel: { card: channel } }, card(kind)).client('привет');
    expect(only(decision, 'createLead').card).toBe(made);
  });

  it('stands where the node says; a later step of the same turn moves it on from there, never back', async () => {
    const decision = await dialogueWith(
      {},
      lead,
      node('back', 'moveStage', { stageKey: 'unsorted' }),
      node('on', 'moveStage', { stageKey: 'negotiation' }),
      node('again', 'moveStage', { stageKey: 'firstContact' }),
    ).client('привет');
    expect(kinds(decision)).toEqual(['createLead', 'moveStage']);
    expect(only(decision, 'moveStage')).toMatchObject({ nodeId: 'on', stageKey: 'negotiation' });
    expect(skipped(decision)).toEqual(['back: Step.NotForward', 'again: Step.NotForward']);
  });

  it('that is open is joined where it stands', async () => {
    const dialogue = dialogueWith({}, lead, node('move', 'moveStage', { stageKey: 'negotiation' }));
    const decision = await dialogue.given({ lead: 'open', stageKey: 'decision' }).client('привет');
    expect(kinds(decision)).toEqual(['createLead']);
    expect(skipped(decision)).toEqual(['move: Step.NotForward']);
  });

  it('is new where the last one is closed', async () => {
    const dialogue = dialogueWith({}, lead, node('move', 'moveStage', { stageKey: 'negotiation' }));
    await dialogue.client('привет');
    const again = await dialogue.given({ lead: 'won', stageKey: 'won' }).client('и ещё');
    expect(kinds(again)).toEqual(['createLead', 'moveStage']);
  });

  it('has its stage and state seen by the rules that follow', async () => {
    const outputs = [
      {
        port: 'here',
        title: text('here'),
        priority: 1,
        conditions: {
          all: [
            { fact: 'stage', operator: 'equal' as const, value: 'negotiation' },
            { fact: 'lead.state', operator: 'equal' as const, value: 'open' },
          ],
        },
      },
    ];
    const flow = chain(
      [
        anyMessage(),
        lead,
        node('move', 'moveStage', { stageKey: 'negotiation' }),
        node('where', 'rule', { outputs }),
        end(),
        node('lost', 'reply', { text: text('lost') }),
      ],
      { 'where:otherwise': 'lost' },
    );
    expect(kinds(await new TestDialogue({ flow }).client('привет'))).toEqual(['createLead', 'moveStage']);
  });
});

describe('a move', () => {
  const back = { stageKey: 'unsorted', allowBack: true };

  it('goes backwards where the node allows it', async () => {
    const dialogue = dialogueWith({}, node('move', 'moveStage', back));
    const decision = await dialogue.given({ lead: 'open', stageKey: 'negotiation' }).client('привет');
    expect(only(decision, 'moveStage')).toMatchObject({ stageKey: 'unsorted', allowBack: true });
  });

  it('says nothing of going back where the node does not allow it', async () => {
    const dialogue = dialogueWith({}, node('move', 'moveStage', { stageKey: 'decision' }));
    const decision = await dialogue.given({ lead: 'open', stageKey: 'negotiation' }).client('привет');
    expect(only(decision, 'moveStage')).not.toHaveProperty('allowBack');
  });

  it('never opens a closed card, whatever the node allows', async () => {
    const asking = chain([anyMessage(), asks('ask', ['name']), node('move', 'moveStage', back), end()]);
    const dialogue = new TestDialogue({ flow: asking });
    await dialogue.client('привет');
    const decision = await dialogue.given({ lead: 'lost', stageKey: 'lost' }).client('меня зовут Анна');
    expect(kinds(decision)).toEqual([]);
    expect(skipped(decision)).toEqual(['move: Step.LeadClosed']);
  });

  it('to where the card stands is none', async () => {
    const dialogue = dialogueWith({}, node('move', 'moveStage', back));
    const decision = await dialogue.given({ lead: 'open', stageKey: 'unsorted' }).client('привет');
    expect(skipped(decision)).toEqual(['move: Step.NotForward']);
  });
});

describe('tags', () => {
  const add = node('add', 'addTags', { tags: ['a', 'b'] });
  const remove = node('remove', 'removeTags', { tags: ['a', 'z'] });

  it('are added to the dialogue once, and taken away again', async () => {
    const dialogue = dialogueWith({}, add, add, remove);
    const decision = await dialogue.client('привет');
    expect(kinds(decision)).toContain('removeTags');
    expect(only(decision, 'removeTags').tags).toEqual(['a', 'z']);
    expect(dialogue.state.tags).toEqual(['b']);
  });

  it('belong to the dialogue also where the CRM may not be touched', async () => {
    const dialogue = dialogueWith({ mode: 'withoutCrm' }, add, remove);
    const decision = await dialogue.client('привет');
    expect(dialogue.state.tags).toEqual(['b']);
    expect(skipped(decision)).toEqual(['add: Permission.ModeWithoutCrm', 'remove: Permission.ModeWithoutCrm']);
  });

  it("of the flow go to a new card together with the channel's", async () => {
    const decision = await dialogueWith({ policies: { automaticTags: ['site', 'a'] } }, lead, add).client('привет');
    expect(only(decision, 'addTags')).toMatchObject({ nodeId: 'add', tags: ['site', 'a', 'b'] });
  });

  it('of the channel that may not be set are noted with the reason', async () => {
    const dialogue = dialogueWith({ policies: { automaticTags: ['site'] } }, lead);
    const { permissions } = dialogue.context;
    const addTags = { allowed: false, reason: 'Permission.CapabilityMissing' } as const;
    const decision = await dialogue.given({ permissions: { ...permissions, addTags } }).client('привет');
    expect(kinds(decision)).toEqual(['createLead']);
    expect(decision.record.skipped).toEqual([
      { nodeId: 'lead', kind: 'addTags', reason: 'Permission.CapabilityMissing' },
    ]);
  });

  it('of the channel are not set without a card', async () => {
    const decision = await dialogueWith({ policies: { automaticTags: ['site'] } }, contact).client('89161234567');
    expect(kinds(decision)).toEqual(['findOrCreateContact']);
  });
});

describe('notes and history', () => {
  const note = node('note', 'addNote', { text: text('said: {{message}}') });
  const history = node('history', 'attachHistory', {});

  it('go to the card', async () => {
    const decision = await dialogueWith({}, note, history).client('привет');
    expect(only(decision, 'addNote').text).toBe('said: привет');
    expect(kinds(decision)).toEqual(['addNote', 'attachHistory']);
  });

  it('are written in the language of the channel, whatever the client speaks', async () => {
    const bilingual = node('note', 'addNote', { text: { ru: 'по-русски', en: 'in English' } });
    const decision = await dialogueWith({}, bilingual).client('hello there');
    expect(only(decision, 'addNote').text).toBe('по-русски');
  });

  it('follow whatever is said once the history is on the card: a reminder too', async () => {
    const silence = { remindAfterMinutes: 5, reminders: [text('still there?')], closeAfterMinutes: 60 };
    const flow = chain([anyMessage(), asks('ask', ['phone'], { silence }), history, end()]);
    const dialogue = new TestDialogue({ flow }).given({ lead: 'open', stageKey: 'unsorted', historyAttached: true });
    await dialogue.client('привет');
    const reminded = await dialogue.timer();
    expect(kinds(reminded)).toEqual(['reply', 'attachHistory']);
  });

  it('are attached by the permission of the step where the flow has no node for it', async () => {
    const dialogue = new TestDialogue(steps()).given({ historyAttached: true, lead: 'open', stageKey: 'unsorted' });
    const permissions = { ...dialogue.context.permissions };
    permissions.attachHistory = { allowed: false, reason: 'Permission.IntegrationOff' };
    const decision = await dialogue.given({ permissions }).client('привет');
    expect(decision.record.skipped).toMatchObject([{ kind: 'attachHistory', reason: 'Permission.IntegrationOff' }]);
  });
});

describe('the responsible manager', () => {
  it('is set on the card', async () => {
    const decision = await dialogueWith({}, node('who', 'assignResponsible', {})).client('привет');
    expect(kinds(decision)).toEqual(['assignResponsible']);
  });

  it('is chosen first where the node wishes and nobody is yet', async () => {
    const who = node('who', 'assignResponsible', { choose: true });
    expect(kinds(await dialogueWith({}, who).client('привет'))).toEqual(['assignManager']);
    const assigned = dialogueWith({}, who).given({ managerId: 'manager' });
    expect(kinds(await assigned.client('привет'))).toEqual(['assignResponsible']);
  });

  it('needs the switch of the channel', async () => {
    const who = node('who', 'assignResponsible', { choose: true });
    const decision = await dialogueWith({ switches: { assignResponsible: false } }, who).client('привет');
    expect(skipped(decision)).toEqual(['who: Permission.ChannelSwitchOff']);
  });
});
