import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FlowGraph } from '@voronka/domain';
import { demoIds, FlowStore, MoveStore } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

let world: DemoWorld;
let flows: FlowStore;
let moves: MoveStore;
beforeAll(async () => {
  world = await createDemoWorld();
  flows = new FlowStore(world.database);
  moves = new MoveStore(world.database);
});
afterAll(() => world.destroy());

async function publish(change: (graph: FlowGraph) => void): Promise<string> {
  const deed = {
    workspaceId: world.workspaceId,
    flowId: demoIds.flow,
    actor: { id: null, name: 'test' },
    correlationId: 'test',
  };
  const flow = await flows.find(world.workspaceId, demoIds.flow);
  if (!flow) throw new Error('the demo has no flow');
  const graph = structuredClone(flow.draft);
  change(graph);
  await flows.saveDraft(deed, flow.draftRevision, graph);
  const { bundles } = await flows.publish(deed, flow.draftRevision + 1, '', () => Promise.resolve());
  const ours = bundles.find(({ channelId }) => channelId === world.channel.id);
  if (!ours) throw new Error('the channel runs nothing');
  return ours.hash;
}

const reword =
  (ru: string) =>
  (graph: FlowGraph): void => {
    for (const node of graph.nodes) if (node.kind === 'ask') node.config.question.ru = ru;
  };

const move = () =>
  moves.moveToLive({
    workspaceId: world.workspaceId,
    channelIds: [world.channel.id],
    userId: world.managerId,
    correlationId: 'test',
  });

async function decideAll(dialogueId: string): Promise<void> {
  for (let afterTurn: number | null = null; ;) {
    const { turn, more }: { turn: number; more: boolean } = await world.turns.commitNextTurn(
      dialogueId,
      afterTurn,
      world.decideTurn,
    );
    afterTurn = turn;
    if (!more) return;
  }
}

async function open(chats: string[], text = 'Сколько стоит?'): Promise<string[]> {
  const accepted = await Promise.all(chats.map((chat) => world.write(chat, text)));
  return accepted.map(({ dialogueId }) => dialogueId);
}

interface Standing {
  id: string;
  bundle_hash: string;
  rows: string;
  decisions: string;
  moved: string;
}

const standing = () =>
  world.rows<Standing>(
    `select d.id, d.bundle_hash, (select count(*) from inbox i where i.dialogue_id = d.id) as rows,
            (select count(*) from decisions x where x.dialogue_id = d.id) as decisions,
            (select count(*) from inbox i where i.dialogue_id = d.id and i.kind = 'bundleMoved') as moved
     from dialogues d order by d.id`,
  );

describe('moving open dialogues', () => {
  it('loses no message and skips no dialogue while they are being decided', async () => {
    const chats = Array.from({ length: 24 }, (_, at) => `busy-${at}`);
    const ids = await open(chats);
    await Promise.all(ids.slice(0, 12).map(decideAll));
    const [hash] = await Promise.all([
      publish(reword('Как вас зовут и какой у вас номер?')),
      ...ids.map(decideAll),
      open(chats, 'Алло?'),
    ]);
    const [outcome] = await Promise.all([move(), ...ids.map(decideAll), open(chats, '89161234567')]);
    await Promise.all(ids.map(decideAll));
    expect(outcome.report).toEqual({ moved: 24, stayedTotal: 0, stayed: [] });
    const after = await standing();
    expect(after).toHaveLength(24);
    for (const dialogue of after) {
      expect(dialogue).toMatchObject({ bundle_hash: hash, rows: '4', decisions: '4', moved: '1' });
    }
  });

  it('asks a dialogue once, however many people press at the same time', async () => {
    const [id = ''] = await open(['eager']);
    await decideAll(id);
    const hash = await publish(reword('И снова здравствуйте'));
    const outcomes = await Promise.all([move(), move(), move()]);
    const rows = await world.rows(`select seq from inbox where dialogue_id = ? and kind = 'bundleMoved'`, [id]);
    expect(rows).toHaveLength(1);
    expect(outcomes.flatMap(({ moved }) => moved).filter(({ dialogueId }) => dialogueId === id)).toHaveLength(1);
    await decideAll(id);
    expect((await standing()).find((dialogue) => dialogue.id === id)).toMatchObject({ bundle_hash: hash });
  });

  it('leaves closed dialogues and those of other channels alone', async () => {
    const [closed = '', other = ''] = await open(['closed', 'other']);
    await Promise.all([closed, other].map(decideAll));
    await world.rows(
      `update dialogues set closed = 'idle', state = jsonb_set(state, '{closed}', '"idle"') where id = ?`,
      [closed],
    );
    await world.rows('update dialogues set channel_id = ? where id = ?', [demoIds.webhookChannel, other]);
    await publish(reword('Добрый день'));
    const { moved } = await move();
    const touched = moved.map(({ dialogueId }) => dialogueId);
    expect(touched).not.toContain(closed);
    expect(touched).not.toContain(other);
  });

  it('lists those whose place is gone or has become another kind of node', async () => {
    const [id = ''] = await open(['homeless']);
    await decideAll(id);
    await publish((graph) => {
      const ask = graph.nodes.findIndex(({ kind }) => kind === 'ask');
      const { label, position, id: nodeId = '' } = graph.nodes[ask] ?? {};
      if (!label || !position) throw new Error('the flow asks nothing');
      graph.nodes[ask] = { id: nodeId, kind: 'reply', label, position, config: { text: label } };
    });
    const { report } = await move();
    expect(report.stayed).toContainEqual(expect.objectContaining({ dialogueId: id, reason: 'nodeChanged' }));
    expect(report.stayedTotal).toBe(report.stayed.length);
  });
});
