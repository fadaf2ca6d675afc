import { randomUUID } from 'node:crypto';
import type { ClaimedHint, CommandRef, CrmCard, StepReport } from '@voronka/contracts';
import { CrmHookStore, demoIds, IncidentStore, PostgresCardWatchStore } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

const integrationId = demoIds.integration;
const people = new Map([
  ['5', 'Ольга Смирнова'],
  ['9', 'Пётр Иванов'],
]);

/** An hour from now on, so that every change is younger than what was decided. */
let clock = Date.now() + 3_600_000;
const nextMoment = () => new Date((clock += 1_000)).toISOString();

describe('what happens to a card in the CRM', () => {
  let world: DemoWorld;
  let store: PostgresCardWatchStore;

  beforeAll(async () => {
    world = await createDemoWorld();
    store = new PostgresCardWatchStore(world.database);
  });
  afterAll(() => world.destroy());
  beforeEach(() => world.rows('delete from crm_hints returning card_id'));

  /** A dialogue with a card that stands in the first column, and nothing to do. */
  async function withCard(): Promise<{ dialogueId: string; card: CrmCard; turn: number }> {
    const chatKey = randomUUID();
    const id = String(Math.floor(Math.random() * 1e9) + 1e6);
    const { dialogueId } = await world.write(chatKey, 'Сколько стоит?');
    await world.turns.commitNextTurn(dialogueId, 0, world.decideTurn);
    await world.write(chatKey, 'Анна, 8 (916) 123-45-67');
    const { turn, commands } = await world.turns.commitNextTurn(dialogueId, 1, world.decideTurn);
    for (const { index, command } of commands) {
      const made = command.kind === 'createLead';
      await world.steps.report(
        { dialogueId, turn, index },
        {
          outcome: 'done',
          detail: {},
          ...(made ? { changes: { leadId: id, cardKind: 'lead', leadState: 'open', stageKey: 'unsorted' } } : {}),
        },
      );
    }
    await world.rows(
      `update dialogues set stage_key = 'unsorted', responsible_crm_user_id = '1', contact_id = '7' where id = ? returning id`,
      [dialogueId],
    );
    await world.rows(
      `update steps set finished_at = now() where dialogue_id = ? and finished_at is null returning turn`,
      [dialogueId],
    );
    return { dialogueId, turn, card: cardOf(id) };
  }

  function cardOf(id: string): CrmCard {
    return {
      kind: 'lead',
      id,
      title: 'Чат',
      statusId: 'NEW',
      semantics: 'open',
      responsibleId: '1',
      contactId: '7',
      tags: [],
      externalKey: null,
      createdAt: null,
      updatedAt: nextMoment(),
      stageChangedAt: null,
      stageChangedBy: '9',
      updatedBy: '9',
    };
  }

  async function hintAt(card: CrmCard): Promise<ClaimedHint> {
    await store.put([{ integrationId, card }], 'hook');
    const hints = await store.claim(10, 30_000);
    const hint = hints.find((one) => one.card.id === card.id);
    if (!hint) throw new Error('the hint was not claimed');
    return hint;
  }

  /** The card is seen so, as after a webhook. */
  async function see(card: CrmCard | null, of: CrmCard) {
    const hint = await hintAt(of);
    const taking = await store.take(hint, { card, people });
    await store.settle(hint);
    return taking;
  }

  const decideNext = async (dialogueId: string) => {
    const [row] = await world.rows<{ turn: number }>('select turn from dialogues where id = ?', [dialogueId]);
    return world.turns.commitNextTurn(dialogueId, row?.turn ?? 0, world.decideTurn);
  };
  const inboxOf = (dialogueId: string) =>
    world.rows<{ kind: string; payload: Record<string, unknown> }>(
      `select kind, payload from inbox where dialogue_id = ? and kind in ('cardMoved', 'cardChanged', 'responsibleChanged')
       order by seq`,
      [dialogueId],
    );
  const dialogueOf = async (dialogueId: string) => {
    const [row] = await world.rows<Record<string, unknown>>(
      'select stage_key, lead_state, manager_id, responsible_crm_user_id, contact_id, owner from dialogues where id = ?',
      [dialogueId],
    );
    return row ?? {};
  };

  it('keeps the name of a person who was deleted in the CRM, as one who is no longer there', async () => {
    const person = (id: string, name: string) => ({ id, name, active: true });
    await store.rememberPeople(integrationId, [person('801', 'Анна'), person('802', 'Борис')]);
    await store.rememberPeople(integrationId, [person('801', 'Анна Петрова')]);
    const known = await world.rows(
      `select crm_user_id as id, name, active from crm_users where crm_user_id in ('801', '802') order by 1`,
    );
    expect(known).toEqual([
      { id: '801', name: 'Анна Петрова', active: true },
      { id: '802', name: 'Борис', active: false },
    ]);
    expect((await store.peopleOf(integrationId)).get('802')).toBe('Борис');
  });

  it('tells a move once, however often it is seen before it is decided, and the board follows', async () => {
    const { dialogueId, card } = await withCard();
    const moved = { ...card, statusId: 'UC_CONTACT', updatedAt: nextMoment() };
    expect((await see(moved, card))?.wake).toMatchObject([{ dialogueId, kind: 'cardMoved' }]);
    expect((await see(moved, card))?.wake).toEqual([]);
    await decideNext(dialogueId);
    expect((await see(moved, card))?.wake).toEqual([]);
    expect(await inboxOf(dialogueId)).toMatchObject([
      {
        kind: 'cardMoved',
        payload: { source: 'crm', previous: 'unsorted', crmUser: { id: '9', name: 'Пётр Иванов' } },
      },
    ]);
    const [stage] = await world.rows<{ stage_key: string }>('select stage_key from dialogues where id = ?', [
      dialogueId,
    ]);
    const mapped = await world.rows<{ stage_key: string }>(
      `select stage_key from stage_mappings where integration_id = ? and crm_status_id = 'UC_CONTACT'`,
      [integrationId],
    );
    expect(stage).toEqual(mapped[0]);
  });

  it('is an echo, and nothing, when it is what we wrote', async () => {
    const { dialogueId, card } = await withCard();
    const before = await world.rows('select turn, next_seq from dialogues where id = ?', [dialogueId]);
    expect(await see({ ...card, updatedAt: nextMoment() }, card)).toEqual({ wake: [], waits: false });
    expect(await world.rows('select turn, next_seq from dialogues where id = ?', [dialogueId])).toEqual(before);
  });

  it('waits with the verdict while a write of ours is under way', async () => {
    const { dialogueId, card, turn } = await withCard();
    await world.rows(
      `update steps set kind = 'moveStage', finished_at = null, status = 'planned', created_at = now()
       where dialogue_id = ? and turn = ? and command_index = 0 returning turn`,
      [dialogueId, turn],
    );
    const moved = { ...card, statusId: 'UC_CONTACT', updatedAt: nextMoment() };
    expect(await see(moved, card)).toEqual({ wake: [], waits: true });
    // Queued for long: what a person did after the wish was decided wins, and the wish is dropped with the reason.
    await world.rows(
      `update steps set created_at = now() - interval '1 minute' where dialogue_id = ? and finished_at is null returning turn`,
      [dialogueId],
    );
    expect((await see(moved, card))?.wake).toMatchObject([{ kind: 'cardMoved' }]);
    const ref: CommandRef = { dialogueId, turn, index: 0 };
    expect((await world.steps.load(ref)).finished).toMatchObject({
      outcome: 'cancelled',
      detail: { reason: 'Step.ChangedInCrm' },
    });
    const late: StepReport = { outcome: 'done', detail: {}, changes: { stageKey: 'won', leadState: 'won' } };
    await world.steps.report(ref, late);
    expect(await dialogueOf(dialogueId)).toMatchObject({ stage_key: 'unsorted', lead_state: 'open' });
  });

  it('has no older reading win over a newer one', async () => {
    const { dialogueId, card } = await withCard();
    const older = { ...card, statusId: 'UC_CONTACT', updatedAt: nextMoment() };
    const newer = { ...card, statusId: 'IN_PROCESS', updatedAt: nextMoment() };
    await see(newer, card);
    expect((await see(older, card))?.wake).toEqual([]);
    await decideNext(dialogueId);
    expect((await see(older, card))?.wake).toEqual([]);
    const stage = await dialogueOf(dialogueId);
    const [mapped] = await world.rows(`select stage_key from stage_mappings where crm_status_id = 'IN_PROCESS'`);
    expect(stage).toMatchObject(mapped as object);
  });

  it('takes two changes of one second', async () => {
    const { dialogueId, card } = await withCard();
    const updatedAt = nextMoment();
    await see({ ...card, statusId: 'UC_CONTACT', updatedAt }, card);
    await decideNext(dialogueId);
    await see({ ...card, statusId: 'IN_PROCESS', updatedAt }, card);
    await decideNext(dialogueId);
    const decided = await world.rows<{ ignored: string | null }>(
      `select record->>'ignored' as ignored from decisions where dialogue_id = ? order by turn desc limit 2`,
      [dialogueId],
    );
    expect(decided).toEqual([{ ignored: null }, { ignored: null }]);
  });

  it('gives the dialogue to our manager whom the CRM made responsible, and leaves the assistant leading', async () => {
    const { dialogueId, card } = await withCard();
    const [link] = await world.rows<{ crm_user_id: string; user_id: string }>(
      'select crm_user_id, user_id from manager_links where integration_id = ?',
      [integrationId],
    );
    const given = { ...card, responsibleId: link?.crm_user_id ?? '', updatedAt: nextMoment() };
    expect((await see(given, card))?.wake).toMatchObject([{ kind: 'responsibleChanged' }]);
    const { commands } = await decideNext(dialogueId);
    // The CRM knows it already.
    expect(commands.filter(({ command }) => command.kind === 'assignResponsible')).toEqual([]);
    expect(await dialogueOf(dialogueId)).toMatchObject({
      manager_id: link?.user_id,
      responsible_crm_user_id: link?.crm_user_id,
      owner: 'assistant',
    });
    expect((await see(given, card))?.wake).toEqual([]);
  });

  it('shows a responsible who is nobody here by the CRM’s name', async () => {
    const { dialogueId, card } = await withCard();
    await see({ ...card, responsibleId: '9', updatedAt: nextMoment() }, card);
    await decideNext(dialogueId);
    expect(await dialogueOf(dialogueId)).toMatchObject({ responsible_crm_user_id: '9' });
    expect((await inboxOf(dialogueId)).at(-1)?.payload).toMatchObject({
      managerId: null,
      crmResponsible: { id: '9', name: 'Пётр Иванов' },
    });
  });

  it.each([
    ['won in its column', { statusId: 'CONVERTED', semantics: 'won' as const }, 'won'],
    ['lost where no column is', { statusId: 'UC_THEIRS', semantics: 'lost' as const }, 'lost'],
    ['deleted', null, 'lost'],
  ])('ends the episode when the card is %s: the next message begins one of its own', async (_, change, lead) => {
    const { dialogueId, card } = await withCard();
    const seen = change && { ...card, ...change, updatedAt: nextMoment() };
    expect((await see(seen, card))?.wake).toHaveLength(1);
    expect((await see(seen, card))?.wake).toEqual([]);
    await decideNext(dialogueId);
    expect(await dialogueOf(dialogueId)).toMatchObject({ lead_state: lead });
    expect((await see(seen, card))?.wake).toEqual([]);
    const [chat] = await world.rows<{ chat_key: string; episode: number }>(
      'select chat_key, episode from dialogues where id = ?',
      [dialogueId],
    );
    await world.write(chat?.chat_key ?? '', 'Здравствуйте, хочу ещё один');
    await decideNext(dialogueId);
    const [after] = await world.rows<{ episode: number; lead_id: string | null; card_gone: boolean }>(
      'select episode, lead_id, card_gone from dialogues where id = ?',
      [dialogueId],
    );
    expect(after).toEqual({ episode: (chat?.episode ?? 0) + 1, lead_id: null, card_gone: false });
  });

  it('follows the card’s contact', async () => {
    const { dialogueId, card } = await withCard();
    await see({ ...card, contactId: '8', updatedAt: nextMoment() }, card);
    await decideNext(dialogueId);
    expect(await dialogueOf(dialogueId)).toMatchObject({ contact_id: '8', lead_state: 'open' });
  });

  it('stops our writing of a field that goes back and forth, until a person retries', async () => {
    const { dialogueId, card, turn } = await withCard();
    for (let swing = 0; swing < 8; swing += 1) {
      const statusId = swing % 2 === 0 ? 'UC_CONTACT' : 'NEW';
      await see({ ...card, statusId, updatedAt: nextMoment() }, card);
      await decideNext(dialogueId);
    }
    const stoppedOf = async () => (await world.steps.load({ dialogueId, turn, index: 0 })).stopped;
    expect(await stoppedOf()).toEqual(['stage']);
    const incidentId = randomUUID();
    await world.rows(
      `insert into incidents (id, workspace_id, dialogue_id, turn, command_index, node_id, code)
       values (?, ?, ?, ?, 0, 'n', 'Crm.BackAndForth') returning id`,
      [incidentId, world.workspaceId, dialogueId, turn],
    );
    await new IncidentStore(world.database).settle({
      incidentId,
      workspaceId: world.workspaceId,
      action: 'retry',
      userId: world.managerId,
      actor: { id: world.managerId, name: 'Ольга' },
      correlationId: 'test',
    });
    expect(await stoppedOf()).toEqual([]);
    await see({ ...card, statusId: 'UC_CONTACT', updatedAt: nextMoment() }, card);
    expect(await stoppedOf()).toEqual([]);
  });

  it('makes several hints at one card one row, and keeps one that comes while the card is read', async () => {
    const { card } = await withCard();
    const put = () => store.put([{ integrationId, card }], 'hook');
    await put();
    await put();
    const [hint] = await store.claim(10, 30_000);
    expect(await store.claim(10, 30_000)).toEqual([]);
    await put();
    if (hint) await store.settle(hint);
    const [again] = await store.claim(10, 30_000);
    expect(again).toMatchObject({ card: { id: card.id } });
    if (again) await store.settle(again);
    expect(await store.claim(10, 30_000)).toEqual([]);
  });

  it('has a hint whose worker died worked on by another, and by no two', async () => {
    const { card } = await withCard();
    await store.put([{ integrationId, card }], 'hook');
    const [died] = await store.claim(10, 30);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const claims = await Promise.all([1, 2, 3].map(() => store.claim(10, 30_000)));
    expect(claims.flat()).toHaveLength(1);
    if (died) expect(await store.take(died, { card, people })).toBeNull();
  });

  it('works on no hint while the integration is switched off', async () => {
    const { card } = await withCard();
    await store.put([{ integrationId, card }], 'hook');
    await world.rows('update integrations set enabled = false where id = ? returning id', [integrationId]);
    expect(await store.claim(10, 30_000)).toEqual([]);
    await world.rows('update integrations set enabled = true where id = ? returning id', [integrationId]);
    expect(await store.claim(10, 30_000)).toHaveLength(1);
  });

  it('names among read cards those that differ, and no others', async () => {
    const [one, other] = [await withCard(), await withCard()];
    const cards = [{ ...one.card, statusId: 'UC_CONTACT', updatedAt: nextMoment() }, other.card, cardOf('1')];
    expect(await store.differing(integrationId, cards)).toEqual([{ kind: 'lead', id: one.card.id }]);
    expect(await inboxOf(one.dialogueId)).toEqual([]);
  });

  it('gives a reconciliation to one worker, when it is due or asked for', async () => {
    const first = await store.claimRun(30_000);
    expect(first).toMatchObject({ integrationId, watermark: null });
    expect(await store.claimRun(30_000)).toBeNull();
    const watermark = '2026-11-23T10:00:00.000Z';
    if (first) await store.finishRun(first, { checked: 2, changes: 1, watermark, code: null });
    expect(await store.claimRun(30_000)).toBeNull();
    const deed = { workspaceId: world.workspaceId, actor: { id: null, name: 'test' }, correlationId: 'test' };
    expect(await new CrmHookStore(world.database).askForRun(deed, integrationId)).toBe(true);
    expect(await store.claimRun(30_000)).toMatchObject({ integrationId, watermark });
  });

  it('makes sure of open cards in turns', async () => {
    const { card } = await withCard();
    const all = await store.openCardsToLookFor(integrationId, 'lead', 1_000);
    expect(all).toContain(card.id);
    const [next] = await store.openCardsToLookFor(integrationId, 'lead', 1);
    expect(all).toContain(next);
    expect(await store.openCardsToLookFor(integrationId, 'deal', 10)).toEqual([]);
  });
});
