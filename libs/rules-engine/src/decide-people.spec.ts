import type { DecisionContext } from '@voronka/domain';
import { computePermissions, crmCapabilities } from '@voronka/domain';
import {
  allSwitchesOn,
  anyMessage,
  chain,
  kinds,
  node,
  only,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const answer = 'Анна, 8 916 123-45-67';

function attached(dialogue: TestDialogue, changes: Partial<DecisionContext> = {}): void {
  dialogue.context = { ...dialogue.context, lead: 'open', stageKey: 'firstContact', historyAttached: true, ...changes };
}

describe('a manager in the dialogue', () => {
  it('silences the assistant from the first word on', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    expect(kinds(await dialogue.manager('Добрый день, я Пётр'))).toEqual([]);
    expect(dialogue.state.owner).toBe('manager');
    expect(kinds(await dialogue.client(answer))).toEqual([]);
    expect(dialogue.state.position?.nodeId).toBe('askForPrice');
  });

  it('still has what the client says kept, so that nothing is asked twice', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    await dialogue.manager('Добрый день');
    await dialogue.client('мой номер 8 916 123-45-67');
    const back = await dialogue.giveBack();
    expect(only(back, 'ask')).toMatchObject({ slots: ['name'] });
    expect(dialogue.state.owner).toBe('assistant');
  });

  it('keeps the conversation on the card true, both ways', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    attached(dialogue);
    expect(kinds(await dialogue.manager('Добрый день'))).toEqual(['attachHistory']);
    expect(kinds(await dialogue.client('Здравствуйте'))).toEqual(['attachHistory']);
  });

  it('does not touch a closed card', async () => {
    const dialogue = new TestDialogue();
    attached(dialogue, { lead: 'won' });
    expect(kinds(await dialogue.manager('Добрый день'))).toEqual([]);
  });

  it('does not touch the card when the integration is off, and says why', async () => {
    const dialogue = new TestDialogue();
    attached(dialogue, {
      permissions: computePermissions({
        mode: 'qualifiesAndCreatesLead',
        switches: allSwitchesOn,
        capabilities: crmCapabilities.bitrix24,
        integrationEnabled: false,
      }),
    });
    const decision = await dialogue.manager('Добрый день');
    expect(kinds(decision)).toEqual([]);
    expect(decision.record.skipped).toEqual([
      { nodeId: 'history', kind: 'attachHistory', reason: 'Permission.IntegrationOff' },
    ]);
  });
});

describe('the return to the assistant', () => {
  it('asks again without counting an attempt', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    await dialogue.manager('Минуту');
    const back = await dialogue.giveBack();
    expect(words(back)).toHaveLength(1);
    expect(dialogue.state.position?.asked).toBe(1);
    expect((await dialogue.client('потом')).nextState.position?.asked).toBe(2);
  });

  it('goes on when the manager learned all that was asked', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    await dialogue.manager('Как вас зовут?');
    await dialogue.client('меня зовут Анна, 89161234567');
    expect(kinds(await dialogue.giveBack())).toContain('createLead');
  });

  it('says nothing where no question was open', async () => {
    const dialogue = new TestDialogue();
    await dialogue.manager('Добрый день');
    expect(kinds(await dialogue.giveBack())).toEqual([]);
    expect(words(await dialogue.client('Сколько стоит?'))).toEqual(['Как вас зовут и номер для связи?']);
  });
});

describe('the brake', () => {
  it('keeps the assistant silent and calls a manager', async () => {
    const dialogue = new TestDialogue();
    dialogue.context = { ...dialogue.context, assistantOff: true };
    expect(kinds(await dialogue.client('Сколько стоит?'))).toEqual(['callManager']);
    expect(dialogue.state.position).toBeNull();
  });

  it('keeps the token: when it is released, the answer counts', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    dialogue.context = { ...dialogue.context, assistantOff: true };
    await dialogue.client('ау');
    await dialogue.giveBack();
    dialogue.context = { ...dialogue.context, assistantOff: false };
    expect(kinds(await dialogue.client(answer))).toContain('createLead');
  });

  it('is what a channel without an assistant always has', async () => {
    const dialogue = new TestDialogue({ withoutAssistant: true });
    expect(kinds(await dialogue.client('Сколько стоит?'))).toEqual(['callManager']);
  });
});

describe('after the end', () => {
  it('a manager is called for each message, and it reaches the card; no incident', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    await dialogue.client(answer);
    attached(dialogue);
    for (const line of ['Спасибо', 'А когда?']) {
      const decision = await dialogue.client(line);
      expect(kinds(decision)).toEqual(['callManager', 'attachHistory']);
      expect(only(decision, 'callManager').reason).toBe('Клиент написал после завершения сценария');
    }
    expect(dialogue.state.parked).toBeNull();
  });

  it('a trigger that may fire again does', async () => {
    const flow = chain([
      anyMessage({ oncePerEpisode: false }),
      node('hi', 'reply', { text: text('hi') }),
      node('end', 'end', {}),
    ]);
    const dialogue = new TestDialogue({ flow });
    expect(words(await dialogue.client('раз'))).toEqual(['hi']);
    expect(words(await dialogue.client('два'))).toEqual(['hi']);
    expect(dialogue.state.usedTriggers).toEqual(['start']);
  });

  it('a new episode begins when the lead is closed, and what is known of the client stays', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    await dialogue.client(answer);
    dialogue.context = { ...dialogue.context, lead: 'won', stageKey: 'won', historyAttached: true };
    const again = await dialogue.client('Сколько стоит ещё один?');
    expect(dialogue.state).toMatchObject({ episode: 2, completed: true, score: 70 });
    expect(only(again, 'createLead').stageKey).toBe('unsorted');
    expect(only(again, 'moveStage').stageKey).toBe('firstContact');
    expect(kinds(again)).not.toContain('ask');
  });

  it('a lead that closes while the flow still asks does not restart it', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    dialogue.context = { ...dialogue.context, lead: 'lost', stageKey: 'lost' };
    await dialogue.client('Анна');
    expect(dialogue.state).toMatchObject({ episode: 1, position: { nodeId: 'askForPrice' } });
  });
});

describe('the CRM', () => {
  it('is not touched without permission, whatever the flow says, and the record says why', async () => {
    const dialogue = new TestDialogue({ mode: 'withoutCrm' });
    await dialogue.client('Сколько стоит?');
    const last = await dialogue.client(answer);
    expect(kinds(last)).toEqual(['qualify', 'reply']);
    expect(last.record.skipped).toEqual(
      [
        'findOrCreateContact',
        'createLead',
        'addTags',
        'assignResponsible',
        'moveStage',
        'addNote',
        'attachHistory',
      ].map((kind) => ({ nodeId: expect.any(String) as string, kind, reason: 'Permission.ModeWithoutCrm' })),
    );
    expect(dialogue.state.completed).toBe(true);
    expect(dialogue.state.tags).toEqual(['чат', 'вопрос о цене']);
  });

  it('gets the contact only where the assistant only collects contacts', async () => {
    const dialogue = new TestDialogue({ mode: 'collectsContacts', policies: { automaticTags: ['сайт'] } });
    await dialogue.client('Сколько стоит?');
    expect(kinds(await dialogue.client(answer))).toEqual(['qualify', 'findOrCreateContact', 'reply']);
  });

  it('is asked to join the open lead, which is never moved back', async () => {
    const dialogue = new TestDialogue();
    dialogue.context = { ...dialogue.context, lead: 'open', stageKey: 'negotiation', contactKnown: true };
    await dialogue.client('Сколько стоит?');
    const last = await dialogue.client(answer);
    expect(kinds(last)).toContain('createLead');
    expect(kinds(last)).not.toContain('moveStage');
    expect(last.record.skipped).toEqual([{ nodeId: 'contacted', kind: 'moveStage', reason: 'Step.NotForward' }]);
  });

  it("gets the channel's tags also where the flow adds none", async () => {
    const flow = chain([
      anyMessage(),
      node('lead', 'createLead', { title: text('{{channel}}'), stageKey: 'unsorted' }),
      node('end', 'end', {}),
    ]);
    const dialogue = new TestDialogue({ flow, policies: { automaticTags: ['сайт'] } });
    const decision = await dialogue.client('привет');
    expect(kinds(decision)).toEqual(['createLead', 'addTags']);
    expect(only(decision, 'addTags')).toMatchObject({ tags: ['сайт'], nodeId: 'lead' });
    expect(only(decision, 'createLead').title).toBe('Сайт');
  });

  it('gets no notes and no history where the policy says so', async () => {
    const dialogue = new TestDialogue({ policies: { notes: false, history: false } });
    await dialogue.client('Сколько стоит?');
    const last = await dialogue.client(answer);
    expect(last.record.skipped.map((step) => step.reason)).toEqual(['Policy.NotesOff', 'Policy.HistoryOff']);
  });

  it('is told of no stage that the funnel does not have', async () => {
    const flow = chain([anyMessage(), node('move', 'moveStage', { stageKey: 'nowhere' }), node('end', 'end', {})]);
    const decision = await new TestDialogue({ flow }).client('привет');
    expect(decision.record.skipped).toEqual([{ nodeId: 'move', kind: 'moveStage', reason: 'Step.StageUnknown' }]);
  });
});

describe('a contact without phone and e-mail', () => {
  const ask = { slots: ['phone' as const], attempts: 1, question: text('phone?'), again: [] };
  const flow = chain(
    [
      anyMessage(),
      node('contact', 'findOrCreateContact', {}),
      node('ask', 'ask', ask),
      node('end', 'end', {}),
      node('human', 'handOff', { reason: text('no phone'), text: null }),
    ],
    { 'ask:gaveUp': 'human' },
  );

  it('waits, with search on, until there is something to search by', async () => {
    const dialogue = new TestDialogue({ flow });
    const first = await dialogue.client('привет');
    expect(kinds(first)).toEqual(['ask']);
    expect(first.record.skipped).toEqual([
      { nodeId: 'contact', kind: 'findOrCreateContact', reason: 'Step.NothingToSearchBy' },
    ]);
    const second = await dialogue.client('89161234567');
    expect(kinds(second)).toEqual(['findOrCreateContact']);
    expect(only(second, 'findOrCreateContact')).toMatchObject({ nodeId: 'contact', phone: '+79161234567' });
    expect(dialogue.state.pendingContact).toBeNull();
  });

  it('is made at the hand-off if there never is', async () => {
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    const last = await dialogue.client('не скажу');
    expect(kinds(last)).toEqual(['findOrCreateContact', 'handOff']);
    expect(only(last, 'findOrCreateContact')).toMatchObject({ name: null, phone: null, email: null });
  });

  it('is made at once with search off', async () => {
    const dialogue = new TestDialogue({ flow, switches: { searchExisting: false } });
    expect(kinds(await dialogue.client('привет'))).toEqual(['findOrCreateContact', 'ask']);
  });

  it('is not made when the permission is gone by then', async () => {
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    dialogue.context = {
      ...dialogue.context,
      permissions: computePermissions({
        mode: 'withoutCrm',
        switches: allSwitchesOn,
        capabilities: null,
        integrationEnabled: false,
      }),
    };
    expect(kinds(await dialogue.client('89161234567'))).toEqual([]);
  });
});
