import { randomUUID } from 'node:crypto';
import type { ErrorCode, OutsideProposal } from '@voronka/contracts';
import type { DecisionRecord } from '@voronka/domain';
import { AssistantTurnStore, demoIds, publishBundle, WebhookAnswerStore } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

let world: DemoWorld;
let turns: AssistantTurnStore;
beforeAll(async () => {
  world = await createDemoWorld();
  turns = new AssistantTurnStore(world.database);
  await world.database.em.fork().transactional(async (em) => {
    await em.execute(`update assistants set kind = 'outside', settings = '{"deadlineSeconds": 300}' where id = ?`, [
      demoIds.assistant,
    ]);
    await publishBundle(em, world.channel.id, { authorId: null, note: '' });
  });
  world.channel.liveBundleHash =
    (
      await world.rows<{ hash: string }>('select live_bundle_hash as hash from channels where id = ?', [
        world.channel.id,
      ])
    )[0]?.hash ?? null;
});
afterAll(() => world.destroy());

interface Asked {
  dialogueId: string;
  seq: number;
  turn: number;
  index: number;
  deadlineAt: string;
  assistantId: string;
}

async function decideAll(dialogueId: string): Promise<void> {
  for (let afterTurn: number | null = null, more = true; more;) {
    const committed = await world.turns.commitNextTurn(dialogueId, afterTurn, world.decideTurn);
    ({ turn: afterTurn, more } = committed);
  }
}

/** What the last decision asks an assistant for. */
async function lastAsked(dialogueId: string): Promise<Asked> {
  await decideAll(dialogueId);
  const [decision] = await world.rows<{ turn: number; record: DecisionRecord }>(
    'select turn, record from decisions where dialogue_id = ? order by turn desc limit 1',
    [dialogueId],
  );
  const commands = decision?.record.commands ?? [];
  const index = commands.findIndex(({ kind }) => kind === 'consultAssistant');
  const command = commands[index];
  if (!decision || command?.kind !== 'consultAssistant') throw new Error('no assistant is asked');
  const { seq, deadlineAt } = command;
  return { dialogueId, seq, deadlineAt, turn: decision.turn, index, assistantId: demoIds.assistant };
}

async function asked(chatKey: string = randomUUID()): Promise<Asked> {
  const { dialogueId } = await world.write(chatKey, 'Сколько стоит?');
  return lastAsked(dialogueId);
}

async function opened(): Promise<Asked> {
  const turn = await asked();
  expect(await turns.open(turn)).toBe('open');
  return turn;
}

const proposal = (changes: Partial<OutsideProposal> = {}): OutsideProposal => ({
  requestId: randomUUID(),
  by: 'token:one',
  reply: 'От тысячи рублей',
  slots: {},
  signals: [],
  ...changes,
});

const codeOf = (promise: Promise<unknown>): Promise<ErrorCode | 'taken'> =>
  promise.then(
    () => 'taken' as const,
    (error: { code: ErrorCode }) => error.code,
  );

async function inboxOf(dialogueId: string): Promise<string[]> {
  const found = await world.rows<{ kind: string }>('select kind from inbox where dialogue_id = ? order by seq', [
    dialogueId,
  ]);
  return found.map(({ kind }) => kind);
}

async function stateOf({ dialogueId, seq }: Asked): Promise<string | undefined> {
  const [row] = await world.rows<{ state: string }>(
    'select state from assistant_turns where dialogue_id = ? and seq = ?',
    [dialogueId, seq],
  );
  return row?.state;
}

const takeOver = ({ dialogueId }: Asked) =>
  world.ownership.acceptManagerMessage({
    dialogueId,
    workspaceId: world.workspaceId,
    userId: world.managerId,
    messageId: randomUUID(),
    text: 'Я отвечу',
    correlationId: 'test',
  });

describe('the turns of outside assistants', () => {
  it('open once, and close those before', async () => {
    const chat = randomUUID();
    const first = await asked(chat);
    expect(await Promise.all([turns.open(first), turns.open(first)])).toEqual(['open', 'open']);
    await world.write(chat, 'И ещё вопрос');
    const second = await lastAsked(first.dialogueId);
    expect(await turns.open(second)).toBe('open');
    expect([await stateOf(first), await stateOf(second)]).toEqual(['expired', 'open']);
    const listed = await turns.listOpen({ workspaceId: world.workspaceId, assistantId: demoIds.assistant });
    expect(listed.map(({ id }) => id)).toEqual([`${second.dialogueId}.${second.seq}`]);
  });

  it('do not open when nobody waits any more', async () => {
    const chat = randomUUID();
    const superseded = await asked(chat);
    await world.write(chat, 'И ещё вопрос');
    await lastAsked(superseded.dialogueId);
    const led = await asked();
    await takeOver(led);
    const late = { ...(await asked()), deadlineAt: new Date(Date.now() - 1).toISOString() };
    expect(await Promise.all([superseded, led, late].map((turn) => turns.open(turn)))).toEqual([
      'over',
      'over',
      'over',
    ]);
    expect(await Promise.all([superseded, led, late].map(stateOf))).toEqual([undefined, undefined, undefined]);
  });

  it('that nobody came back to are closed by the next one', async () => {
    const forgotten = await opened();
    await world.rows(`update assistant_turns set deadline_at = now() - interval '1 minute' where dialogue_id = ?`, [
      forgotten.dialogueId,
    ]);
    await opened();
    expect(await stateOf(forgotten)).toBe('expired');
  });

  it('take one of two proposals that come at once', async () => {
    const turn = await opened();
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((by) => codeOf(turns.propose(turn, proposal({ by: `token:${by}` })))),
    );
    expect(answers.sort()).toEqual(['Proposal.TurnClosed', 'Proposal.TurnClosed', 'taken']);
    expect(await inboxOf(turn.dialogueId)).toEqual(['clientMessage', 'proposal']);
  });

  it('never take a proposal after a manager’s message, however close they are', async () => {
    for (let round = 0; round < 20; round += 1) {
      const turn = await opened();
      const [answer] = await Promise.all([codeOf(turns.propose(turn, proposal())), takeOver(turn)]);
      const taken = ['clientMessage', 'proposal', 'managerMessage'];
      expect(await inboxOf(turn.dialogueId)).toEqual(answer === 'taken' ? taken : ['clientMessage', 'managerMessage']);
      expect(['taken', 'Proposal.ManagerLeads']).toContain(answer);
      await decideAll(turn.dialogueId);
      const sent = await world.rows(
        `select m.id from messages m join outbox o on o.message_id = m.id
         where m.dialogue_id = ? and m.sender = 'assistant' and o.status <> 'cancelled'`,
        [turn.dialogueId],
      );
      expect(sent).toEqual([]);
    }
  });

  it('that cannot be answered let the flow speak at once', async () => {
    const turn = await opened();
    await turns.fail(turn, 'Assistant.Unavailable');
    await turns.fail(turn, 'Assistant.Unavailable');
    expect(await inboxOf(turn.dialogueId)).toEqual(['clientMessage', 'consultFailed']);
    expect(await codeOf(turns.propose(turn, proposal()))).toBe('Proposal.TurnClosed');
    await decideAll(turn.dialogueId);
    const said = await world.rows<{ body: string }>(
      `select body from messages where dialogue_id = ? and sender = 'assistant'`,
      [turn.dialogueId],
    );
    expect(said).toHaveLength(1);
  });

  it('that cannot be answered say nothing while a manager leads', async () => {
    const turn = await opened();
    await takeOver(turn);
    await turns.fail(turn, 'Assistant.Unavailable');
    expect(await inboxOf(turn.dialogueId)).toEqual(['clientMessage', 'managerMessage']);
  });
});

describe('the answer of a webhook', () => {
  it('comes into the inbox once per call', async () => {
    const { dialogueId, turn } = await asked();
    const answers = new WebhookAnswerStore(world.database);
    const answer = { dialogueId, turn, index: 0, nodeId: 'stock', ok: true, correlationId: 'test' };
    await answers.write({ ...answer, fields: { stock: 5, note: 'есть\u0000', none: null } });
    await answers.write({ ...answer, ok: false, fields: {} });
    const stored = await world.rows<{ payload: object }>(
      `select payload from inbox where dialogue_id = ? and kind = 'webhookAnswered'`,
      [dialogueId],
    );
    expect(stored).toEqual([
      { payload: { nodeId: 'stock', turn, index: 0, ok: true, fields: { stock: 5, note: 'есть', none: null } } },
    ]);
  });
});
