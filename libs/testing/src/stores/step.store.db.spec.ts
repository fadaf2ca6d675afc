import type { CommandRef, StepReport } from '@voronka/contracts';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

interface InboxRow {
  kind: string;
  payload: object;
  update_id: string;
  correlation_id: string;
}

describe('a step’s report', () => {
  let world: DemoWorld;
  beforeAll(async () => {
    world = await createDemoWorld();
  });
  afterAll(() => world.destroy());

  /** A client who gave name and number; the flow then has CRM steps to do. */
  async function afterIntroduction(
    chatKey: string,
  ): Promise<{ dialogueId: string; ref: (kind: string) => CommandRef }> {
    const { dialogueId } = await world.write(chatKey, 'Сколько стоит?');
    await world.turns.commitNextTurn(dialogueId, 0, world.decideTurn);
    await world.write(chatKey, 'Анна, 8 (916) 123-45-67');
    const { turn, commands } = await world.turns.commitNextTurn(dialogueId, 1, world.decideTurn);
    return {
      dialogueId,
      ref: (kind) => {
        const planned = commands.find(({ command }) => command.kind === kind);
        if (!planned) throw new Error(`the flow has no ${kind}`);
        return { dialogueId, turn, index: planned.index };
      },
    };
  }

  const inboxOf = (dialogueId: string) =>
    world.rows<InboxRow>(
      'select kind, payload, update_id, correlation_id from inbox where dialogue_id = ? order by seq',
      [dialogueId],
    );
  const found = (known: StepReport['known']): StepReport => ({
    outcome: 'done',
    detail: { contactId: '7', how: 'found' },
    changes: { contactId: '7' },
    known,
    wake: true,
  });

  it('opens one incident for what could not be done of a step that is done, however often it is told', async () => {
    const { dialogueId, ref } = await afterIntroduction('notice');
    const report: StepReport = {
      outcome: 'done',
      detail: { leadId: '77' },
      changes: { leadId: '77', cardKind: 'lead', leadState: 'open', stageKey: 'unsorted' },
      notice: { code: 'Crm.ResponsibleGone', missing: '5' },
    };
    await world.steps.report(ref('createLead'), report);
    await world.steps.report(ref('createLead'), report);
    const incidents = await world.rows(
      `select i.code, i.state, d.needs_manager, d.lead_id from incidents i join dialogues d on d.id = i.dialogue_id
       where i.dialogue_id = ?`,
      [dialogueId],
    );
    expect(incidents).toEqual([{ code: 'Crm.ResponsibleGone', state: 'open', needs_manager: true, lead_id: '77' }]);
  });

  describe('of what is missing in the CRM', () => {
    const gone = (missing: string): StepReport => ({
      outcome: 'done',
      detail: {},
      notice: { code: 'Crm.ResponsibleGone', missing },
    });
    const open = () =>
      world.rows<{ dialogue_id: string; missing: string; missing_name: string | null }>(
        `select dialogue_id, missing, missing_name from incidents where state = 'open' and missing is not null
         order by created_at, missing`,
      );
    const needsManager = async (dialogueId: string) =>
      (
        await world.rows<{ needs_manager: boolean }>('select needs_manager from dialogues where id = ?', [dialogueId])
      )[0]?.needs_manager;
    const settleAll = () => world.rows(`update incidents set state = 'resolved' returning id`);
    beforeEach(settleAll);

    it('opens one incident that names who is gone, whichever dialogues come upon it, at once or later', async () => {
      const all = await Promise.all(['gone-1', 'gone-2', 'gone-3'].map(afterIntroduction));
      await Promise.all(all.map(({ ref }) => world.steps.report(ref('createLead'), gone('5'))));
      const [incident, ...others] = await open();
      expect(others).toEqual([]);
      expect(incident).toMatchObject({ missing: '5', missing_name: expect.stringMatching(/./) as unknown });
      const called = await Promise.all(all.map(({ dialogueId }) => needsManager(dialogueId)));
      expect(called.filter(Boolean)).toHaveLength(1);
    });

    it('opens another for somebody else, without a name where nobody is linked with them', async () => {
      const one = await afterIntroduction('gone-4');
      const other = await afterIntroduction('gone-5');
      await world.steps.report(one.ref('createLead'), gone('5'));
      await world.steps.report(other.ref('createLead'), gone('404'));
      expect(await open()).toMatchObject([{ missing: '5' }, { missing: '404', missing_name: null }]);
    });

    it('opens one anew when it is found missing after the incident was settled', async () => {
      const before = await afterIntroduction('gone-6');
      const after = await afterIntroduction('gone-7');
      await world.steps.report(before.ref('createLead'), gone('5'));
      await settleAll();
      await world.steps.report(after.ref('createLead'), gone('5'));
      expect(await open()).toMatchObject([{ dialogue_id: after.dialogueId }]);
    });
  });

  it('keeps that the card is a deal, and later steps work on it', async () => {
    const { dialogueId, ref } = await afterIntroduction('deal');
    await expect(world.steps.load(ref('addTags'))).resolves.toMatchObject({ leadId: null, cardKind: 'lead' });
    await world.steps.report(ref('createLead'), {
      outcome: 'done',
      detail: { dealId: '41' },
      changes: { leadId: '41', cardKind: 'deal', leadState: 'open', stageKey: 'unsorted' },
    });
    await expect(world.steps.load(ref('addTags'))).resolves.toMatchObject({ leadId: '41', cardKind: 'deal' });
    await world.steps.report(ref('addTags'), { outcome: 'done', detail: {} });
    expect(await world.rows('select lead_id, card_kind from dialogues where id = ?', [dialogueId])).toEqual([
      { lead_id: '41', card_kind: 'deal' },
    ]);
  });

  it('puts what the CRM knew of the client into the inbox, once, and the dialogue decides on it', async () => {
    const { dialogueId, ref } = await afterIntroduction('known');
    const step = ref('findOrCreateContact');
    const known = { name: 'Анна Петрова', phone: '8 (916) 123-45-67', email: 'anna@example.com' };
    await world.steps.report(step, found(known));
    await world.steps.report(step, found(known));
    const inbox = await inboxOf(dialogueId);
    expect(inbox.map((row) => row.kind)).toEqual(['clientMessage', 'clientMessage', 'contactKnown']);
    expect(inbox[2]).toEqual({
      kind: 'contactKnown',
      payload: known,
      update_id: `contact:${dialogueId}:${step.turn}:${step.index}`,
      correlation_id: 'test',
    });
    await world.turns.commitNextTurn(dialogueId, step.turn, world.decideTurn);
    const [dialogue] = await world.rows<{ client_name: string; client_email: string }>(
      'select client_name, client_email from dialogues where id = ?',
      [dialogueId],
    );
    // The name is the one that the client gave; only what was missing is taken.
    expect(dialogue).toEqual({ client_name: 'Анна', client_email: 'anna@example.com' });
  });

  it('keeps quiet about what the client has told already', async () => {
    const { dialogueId, ref } = await afterIntroduction('nothing-new');
    await world.steps.report(ref('findOrCreateContact'), found({ name: 'Аня', phone: '+79161234567', email: null }));
    expect((await inboxOf(dialogueId)).map((row) => row.kind)).toEqual(['clientMessage', 'clientMessage']);
  });

  it('takes what PostgreSQL cannot store out of a name', async () => {
    const { dialogueId, ref } = await afterIntroduction('unstorable');
    const known = { name: null, phone: null, email: 'anna\u0000@example.com' };
    await world.steps.report(ref('findOrCreateContact'), found(known));
    expect((await inboxOf(dialogueId)).at(-1)?.payload).toEqual({ ...known, email: 'anna@example.com' });
  });
});
