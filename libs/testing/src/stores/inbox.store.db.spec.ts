import { randomUUID } from 'node:crypto';
import { HeldStore } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

describe('the inbox', () => {
  let world: DemoWorld;
  beforeAll(async () => {
    world = await createDemoWorld();
  });
  afterAll(() => world.destroy());

  it('takes an update once, however often and however parallel it comes', async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.write('repeats', 'Здравствуйте', id)));
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.message?.id)).size).toBe(1);
    const [dialogue] = answers;
    expect(await world.rows('select id from inbox where dialogue_id = ?', [dialogue?.dialogueId])).toHaveLength(1);
    expect(await world.rows('select id from messages where dialogue_id = ?', [dialogue?.dialogueId])).toHaveLength(1);
  });

  it('gives messages of one dialogue one order without gaps', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, (_, n) => world.write('parallel', `сообщение ${n}`)));
    expect(answers.map((answer) => answer.seq ?? 0).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, n) => n + 1),
    );
  });

  it('keeps the message ids of two visitors apart', async () => {
    const id = randomUUID();
    const first = await world.write('visitor-a', 'я первый', id);
    const second = await world.write('visitor-b', 'я второй', id);
    expect(second).toMatchObject({ duplicate: false, held: false });
    expect(second.dialogueId).not.toBe(first.dialogueId);
  });

  it('pins the bundle that is live when the dialogue begins', async () => {
    const { dialogueId } = await world.write('pinned', 'Добрый день');
    const [dialogue] = await world.rows<{ bundle_hash: string }>('select bundle_hash from dialogues where id = ?', [
      dialogueId,
    ]);
    expect(dialogue?.bundle_hash).toBe(world.channel.liveBundleHash);
  });

  it('holds a flood back, in sight, and lets it in by a person’s word', async () => {
    const limit = world.channel.settings.messagesPerMinute ?? 20;
    for (let n = 0; n < limit; n += 1) await world.write('flood', `спам ${n}`);
    const over = await world.write('flood', 'и ещё один');
    expect(over).toMatchObject({ held: true, seq: null });

    const [held] = await world.rows<{ id: string }>(`select id from held_messages where dialogue_id = ?`, [
      over.dialogueId,
    ]);
    const store = new HeldStore(world.database);
    const released = await store.release(held?.id ?? '', world.workspaceId);
    expect(released).toEqual({ dialogueId: over.dialogueId, seq: limit + 1 });
    expect(await store.release(held?.id ?? '', world.workspaceId)).toBeNull();
  });

  it('numbers dialogues without gaps, whatever is repeated', async () => {
    const numbers = await world.rows<{ number: number }>('select number from dialogues order by number');
    expect(numbers.map((row) => row.number)).toEqual(numbers.map((_, index) => index + 1));
  });
});
