import { setTimeout as sleep } from 'node:timers/promises';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

describe('the outbox', () => {
  let world: DemoWorld;
  beforeAll(async () => {
    world = await createDemoWorld();
  });
  afterAll(() => world.destroy());

  async function plannedReply(chatKey: string): Promise<{ dialogueId: string; messageId: string }> {
    const { dialogueId } = await world.write(chatKey, 'Сколько стоит?');
    await world.turns.commitNextTurn(dialogueId, 0, world.decideTurn);
    const messageId = await world.outbox.messageOfCommand({ dialogueId, turn: 1, index: 0 });
    return { dialogueId, messageId: messageId ?? '' };
  }

  const takeOver = (dialogueId: string) =>
    world.ownership.acceptManagerMessage({
      dialogueId,
      workspaceId: world.workspaceId,
      userId: world.managerId,
      messageId: 'takeover',
      text: 'Я отвечу сам',
      correlationId: 'test',
    });

  const statusOf = async (messageId: string) =>
    (await world.rows<{ status: string }>('select status from messages where id = ?', [messageId]))[0]?.status;

  it('gives a row to one sender only', async () => {
    const { messageId } = await plannedReply('one-sender');
    const claims = await Promise.all([1, 2, 3].map(() => world.outbox.claim(messageId)));
    expect(claims.filter((claim) => typeof claim === 'object')).toHaveLength(1);
    expect(claims.filter((claim) => claim === 'busy')).toHaveLength(2);
  });

  it('never sends what the assistant wanted to say before a takeover', async () => {
    const { dialogueId, messageId } = await plannedReply('taken-over');
    await takeOver(dialogueId);
    expect(await world.outbox.claim(messageId)).toBe('cancelled');
    expect(await statusOf(messageId)).toBe('cancelled');
  });

  it('tells the truth about a reply that a sender held when the manager came', async () => {
    const { dialogueId, messageId } = await plannedReply('on-its-way');
    const claim = await world.outbox.claim(messageId);
    if (typeof claim !== 'object') throw new Error('not claimed');
    await takeOver(dialogueId);
    await world.outbox.confirm(claim, 'sent');
    expect(await statusOf(messageId)).toBe('sentBeforeTakeover');
  });

  it('hands a row on when its sender never came back, and says so', async () => {
    const { messageId } = await plannedReply('dead-sender');
    const dead = await world.outbox.claim(messageId);
    await sleep(world.leaseMs + 50);
    const next = await world.outbox.claim(messageId);
    expect(next).toMatchObject({ claimedBefore: true });
    if (typeof dead !== 'object' || typeof next !== 'object') throw new Error('not claimed');
    await world.outbox.confirm(dead, 'sent'); // a zombie: changes nothing
    expect(await statusOf(messageId)).toBe('sending');
    await world.outbox.confirm(next, 'sent');
    expect(await statusOf(messageId)).toBe('sent');
  });

  describe('of the site’s chat', () => {
    const first = (dialogueId: string) => ({ dialogueId, turn: 1, index: 0 });
    const stepOf = async (dialogueId: string) => {
      const [step] = await world.rows(
        `select status, detail, finished_at is not null as finished from steps
         where dialogue_id = ? and turn = 1 and command_index = 0`,
        [dialogueId],
      );
      return step;
    };

    it('shows what the assistant says in one step, and only once', async () => {
      const { dialogueId, messageId } = await plannedReply('shown');
      const outcomes = await Promise.all([1, 2, 3].map(() => world.outbox.show(first(dialogueId))));
      expect(outcomes.flatMap((shown) => shown?.outcome ?? [])).toEqual(['sent']);
      expect(await world.outbox.claim(messageId)).toBe('sent');
      const [message] = await world.rows('select status, sent_at is not null as is_timed from messages where id = ?', [
        messageId,
      ]);
      expect(message).toEqual({ status: 'sent', is_timed: true });
      expect(await stepOf(dialogueId)).toEqual({ status: 'done', detail: { delivery: 'sent' }, finished: true });
    });

    it('never shows what the assistant wanted to say before a takeover', async () => {
      const { dialogueId, messageId } = await plannedReply('taken-over-here');
      await takeOver(dialogueId);
      await world.outbox.show(first(dialogueId));
      expect(await statusOf(messageId)).toBe('cancelled');
    });

    it('decides between itself and a takeover at the same moment by who commits first', async () => {
      const races = Array.from({ length: 20 }, async (_, n) => {
        const { dialogueId, messageId } = await plannedReply(`race-${n}`);
        const [outcome] = await Promise.all([world.outbox.show(first(dialogueId)), takeOver(dialogueId)]);
        const [order] = await world.rows<{ shown_last: boolean }>(
          `select max(position) filter (where sender = 'assistant' and status = 'sent') >
                  min(position) filter (where sender = 'manager') as shown_last
           from messages where dialogue_id = ?`,
          [dialogueId],
        );
        return { outcome: outcome?.outcome, status: await statusOf(messageId), shownLast: order?.shown_last ?? false };
      });
      for (const { outcome, status, shownLast } of await Promise.all(races)) {
        expect(status).toBe(outcome === 'sent' ? 'sent' : 'cancelled');
        expect(shownLast).toBe(false);
      }
    });

    it('leaves a row alone that a sender holds', async () => {
      const { dialogueId, messageId } = await plannedReply('held-here');
      await world.outbox.claim(messageId);
      expect(await world.outbox.show(first(dialogueId))).toBeNull();
      expect(await statusOf(messageId)).toBe('sending');
    });
  });

  it('finds manager messages that nobody sends', async () => {
    const { dialogueId } = await plannedReply('forgotten');
    const { message } = await takeOver(dialogueId);
    expect(await world.outbox.waitingManagerMessages(60_000, 100)).not.toContain(message.id);
    expect(await world.outbox.waitingManagerMessages(0, 100)).toContain(message.id);
  });
});
