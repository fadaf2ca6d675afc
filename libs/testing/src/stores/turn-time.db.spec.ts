import type { CommittedTurn } from '@voronka/contracts';
import type { BundleContent, DialogueState } from '@voronka/domain';
import { PostgresTurnStore, sealBundle } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

interface DialogueRow {
  owner: string;
  epoch: number;
  next_wake_at: string | null;
  next_wake_timer: string | null;
  closed: string | null;
  state: DialogueState;
}

describe('turns and time', () => {
  let world: DemoWorld;
  let aheadMs = 0;
  let turns: PostgresTurnStore;
  beforeAll(async () => {
    world = await createDemoWorld();
    turns = new PostgresTurnStore(
      world.database,
      () => Promise.resolve(),
      () => new Date(Date.now() + aheadMs),
    );
  });
  beforeEach(() => {
    aheadMs = 0;
  });
  afterAll(() => world.destroy());

  /** Lets a dialogue run another bundle than the demo's. */
  async function pin(dialogueId: string, change: (content: BundleContent) => BundleContent): Promise<void> {
    const [row] = await world.rows<{ canonical: string }>(
      'select b.canonical from bundles b join dialogues d on d.bundle_hash = b.hash where d.id = ?',
      [dialogueId],
    );
    const { hash, canonical } = sealBundle(change(JSON.parse(row?.canonical ?? '') as BundleContent));
    await world.rows(
      'insert into bundles (workspace_id, hash, channel_id, canonical) values (?, ?, ?, ?) on conflict do nothing',
      [world.workspaceId, hash, world.channel.id, canonical],
    );
    await world.rows('update dialogues set bundle_hash = ? where id = ?', [hash, dialogueId]);
  }

  const joining = (dialogueId: string, joinWindowMs: number) =>
    pin(dialogueId, (content) => ({ ...content, channel: { ...content.channel, joinWindowMs } }));
  const decideAfter = (dialogueId: string, turn: number) => turns.commitNextTurn(dialogueId, turn, world.decideTurn);
  const kinds = (turn: CommittedTurn) => turn.commands.map(({ command }) => command.kind);

  async function look(dialogueId: string): Promise<DialogueRow> {
    const [row] = await world.rows<DialogueRow>('select * from dialogues where id = ?', [dialogueId]);
    if (!row) throw new Error('no dialogue');
    return row;
  }

  async function managerWrites(dialogueId: string, id: string): Promise<void> {
    await world.ownership.acceptManagerMessage({
      dialogueId,
      workspaceId: world.workspaceId,
      userId: world.managerId,
      messageId: id,
      text: 'Сейчас посмотрю',
      correlationId: 'test',
    });
  }

  describe('messages that follow each other', () => {
    it('wait for one another within the channel’s window, and are one turn then', async () => {
      const { dialogueId } = await world.write('joined', 'Здравствуйте');
      await joining(dialogueId, 2_000);
      await world.write('joined', 'Сколько стоит?');
      const early = await decideAfter(dialogueId, 0);
      expect(early).toMatchObject({ turn: 0, commands: [], more: false });
      expect(Date.parse(early.wakeAt ?? '')).toBeGreaterThan(Date.now());

      aheadMs = 2_500;
      const turn = await decideAfter(dialogueId, 0);
      expect(turn).toMatchObject({ turn: 1, lastSeq: 2, more: false });
      const [decision] = await world.rows<{ record: { event: object } }>(
        'select record from decisions where dialogue_id = ?',
        [dialogueId],
      );
      expect(decision?.record.event).toMatchObject({ text: 'Здравствуйте\nСколько стоит?', seq: 2 });
      expect((await look(dialogueId)).state.clientMessages).toBe(1);
    });

    it('are decided at once when a manager has written behind them', async () => {
      const { dialogueId } = await world.write('overtaken', 'Здравствуйте');
      await joining(dialogueId, 2_000);
      await managerWrites(dialogueId, 'overtaken-1');
      expect(await decideAfter(dialogueId, 0)).toMatchObject({ turn: 1, lastSeq: 1, more: true });
    });

    it('are not put off for ever by a client who keeps writing', async () => {
      const { dialogueId } = await world.write('talkative', 'раз');
      await joining(dialogueId, 1_000);
      aheadMs = 4_100;
      await world.rows(`update inbox set received_at = now() - interval '0.5 second' where dialogue_id = ?`, [
        dialogueId,
      ]);
      await world.write('talkative', 'два');
      await world.rows(
        `update inbox set received_at = now() + interval '4 seconds' where dialogue_id = ? and seq = 2`,
        [dialogueId],
      );
      expect(await decideAfter(dialogueId, 0)).toMatchObject({ turn: 1, lastSeq: 2 });
    });

    it('are decided one by one on a channel without a window', async () => {
      const { dialogueId } = await world.write('apart', 'Здравствуйте');
      await world.write('apart', 'Сколько стоит?');
      expect(await decideAfter(dialogueId, 0)).toMatchObject({ turn: 1, lastSeq: 1, more: true });
    });
  });

  describe('a wake-up', () => {
    it('is kept with the dialogue, and becomes an event when it is due', async () => {
      const { dialogueId } = await world.write('idle', 'Сколько стоит?');
      const first = await decideAfter(dialogueId, 0);
      const { next_wake_at: at, next_wake_timer: timer } = await look(dialogueId);
      expect(timer).toBe('idleClose');
      expect(first.wakeAt).toBe(new Date(at ?? 0).toISOString());

      const early = await decideAfter(dialogueId, 1);
      expect(early).toMatchObject({ turn: 1, commands: [], wakeAt: first.wakeAt, closed: false });
      aheadMs = 31 * 24 * 3600 * 1000;
      const due = await decideAfter(dialogueId, 1);
      expect(due).toMatchObject({ turn: 2, lastSeq: 2, closed: true });
      expect(kinds(due)).toEqual(['closeDialogue']);
      expect(await look(dialogueId)).toMatchObject({ closed: 'idle', next_wake_at: null });
    });

    it('that was handled does not come again', async () => {
      const { dialogueId } = await world.write('idle-once', 'Сколько стоит?');
      await decideAfter(dialogueId, 0);
      aheadMs = 31 * 24 * 3600 * 1000;
      await decideAfter(dialogueId, 1);
      const after = await decideAfter(dialogueId, 2);
      expect(after).toMatchObject({ turn: 2, commands: [], wakeAt: null, closed: true });
    });

    it('opens again with the client’s next message', async () => {
      const { dialogueId } = await world.write('back', 'Сколько стоит?');
      await decideAfter(dialogueId, 0);
      aheadMs = 31 * 24 * 3600 * 1000;
      await decideAfter(dialogueId, 1);
      await world.write('back', 'Я снова тут');
      const again = await decideAfter(dialogueId, 2);
      expect(again).toMatchObject({ turn: 3, closed: false });
      expect(await look(dialogueId)).toMatchObject({ closed: null });
    });
  });

  describe('a manager who leaves a client unanswered', () => {
    const limited = (dialogueId: string) =>
      pin(dialogueId, (content) => ({ ...content, policies: { ...content.policies, returnAfterMinutes: 10 } }));

    it('gives the dialogue back, and the assistant speaks under a new epoch', async () => {
      const { dialogueId } = await world.write('left', 'Сколько стоит?');
      await limited(dialogueId);
      await decideAfter(dialogueId, 0);
      await managerWrites(dialogueId, 'left-1');
      await decideAfter(dialogueId, 1);
      await world.write('left', 'Вы тут?');
      await decideAfter(dialogueId, 2);
      const { epoch } = await look(dialogueId);
      aheadMs = 11 * 60 * 1000;
      const turn = await decideAfter(dialogueId, 3);
      expect(kinds(turn)).toEqual(['returnToAssistant', 'ask']);
      expect(await look(dialogueId)).toMatchObject({ owner: 'assistant', epoch: epoch + 1 });
      const spoken = await world.rows<{ status: string }>(
        `select o.status from outbox o join messages m on m.id = o.message_id where o.dialogue_id = ? and m.turn = 4`,
        [dialogueId],
      );
      expect(spoken).toEqual([{ status: 'planned' }]);
    });

    it('keeps it when an answer came meanwhile', async () => {
      const { dialogueId } = await world.write('kept', 'Сколько стоит?');
      await limited(dialogueId);
      await decideAfter(dialogueId, 0);
      await managerWrites(dialogueId, 'kept-1');
      await decideAfter(dialogueId, 1);
      await world.write('kept', 'Вы тут?');
      await decideAfter(dialogueId, 2);
      await managerWrites(dialogueId, 'kept-2');
      aheadMs = 11 * 60 * 1000;
      await decideAfter(dialogueId, 3);
      await decideAfter(dialogueId, 4);
      expect(await look(dialogueId)).toMatchObject({ owner: 'manager' });
    });
  });
});
