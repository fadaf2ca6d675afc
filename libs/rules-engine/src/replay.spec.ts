import { canonicalJson, replay } from '@voronka/domain';
import type { Bundle, Recording, SimulationTools } from '@voronka/domain';
import { evaluate, parseDate, parsePhone, TestDialogue } from './testing/dialogue-fixture.ts';

const tools: SimulationTools = { evaluate, parsePhone, parseDate };

/** A dialogue as it is kept: what JSON can say of each decision, and every step done. */
async function recorded(): Promise<{ recording: Recording; bundle: Bundle }> {
  const dialogue = new TestDialogue({ mode: 'movesStages' });
  await dialogue.on({ kind: 'clientMessage', messageId: 'm1', text: 'How much is it?' });
  dialogue.later(5);
  await dialogue.on({ kind: 'clientMessage', messageId: 'm2', text: 'Anna, +44 20 7946 0958' });
  dialogue.given({ contactKnown: true, lead: 'open', stageKey: 'unsorted', historyAttached: true });
  await dialogue.on({ kind: 'managerMessage', messageId: 'm3', managerId: 'olga', text: 'Hello' });
  const decisions = JSON.parse(JSON.stringify(dialogue.decisions)) as TestDialogue['decisions'];
  const turns = decisions.map(({ record }, index) => ({
    turn: index + 1,
    record,
    steps: record.commands.map((_, at) => ({ index: at, status: 'done' as const, detail: { leadId: '41' } })),
  }));
  return { recording: { turns, bundles: [dialogue.bundle] }, bundle: dialogue.bundle };
}

/** The same bundle with another question, as a newer draft has it. */
function reworded({ hash, content }: Bundle): Bundle {
  const flow = structuredClone(content.flow);
  for (const node of flow.nodes) if (node.kind === 'ask') node.config.question.en = 'Your name?';
  return { hash: `${hash}-draft`, content: { ...content, flow } };
}

describe('a recorded dialogue in the simulator', () => {
  it('decides byte for byte what was recorded, in the language it was held in', async () => {
    const { recording } = await recorded();
    const { dialogue, difference } = await replay(recording, tools, null);
    expect(difference).toBeNull();
    expect(dialogue.turns.map(({ decision }) => canonicalJson(decision.record))).toEqual(
      recording.turns.map(({ record }) => canonicalJson(record)),
    );
    expect(dialogue.state.locale).toBe('en');
  });

  it('shows what was done then, and goes on from there', async () => {
    const { recording } = await recorded();
    const { dialogue } = await replay({ ...recording, turns: recording.turns.slice(0, 2) }, tools, null);
    expect(dialogue.turns[1]?.steps.every(({ status, detail }) => status === 'done' && detail['leadId'] === '41')).toBe(
      true,
    );
    expect(dialogue.card).toMatchObject({ contactKnown: true, lead: 'open', historyAttached: true });
    expect(dialogue.now > (recording.turns[1]?.record.context.now ?? '')).toBe(true);
    expect(dialogue.messages.map(({ from }) => from)).toEqual(['client', 'assistant', 'client', 'assistant']);
  });

  it('tells the first decision that a draft makes otherwise, and in what', async () => {
    const { recording, bundle } = await recorded();
    const { difference, dialogue } = await replay(recording, tools, reworded(bundle));
    expect(difference).toMatchObject({ turn: 1, part: 'commands' });
    expect(dialogue.place.bundle.hash).toBe('bundle-hash-draft');
    expect(dialogue.turns[0]?.steps).toMatchObject([{ status: 'done' }]);
  });

  it('finds no difference in a draft that only calls its nodes otherwise', async () => {
    const { recording, bundle } = await recorded();
    const flow = structuredClone(bundle.content.flow);
    for (const node of flow.nodes) node.label = { ru: 'Узел', en: 'Node' };
    const renamed = { hash: 'renamed', content: { ...bundle.content, flow } };
    await expect(replay(recording, tools, renamed)).resolves.toMatchObject({ difference: null });
  });

  it('tells a record that the same bundle would not make', async () => {
    const { recording } = await recorded();
    const [first] = recording.turns;
    if (first) first.record.facts = { ...first.record.facts, 'message.text': 'something else' };
    await expect(replay(recording, tools, null)).resolves.toMatchObject({ difference: { turn: 1, part: 'record' } });
  });

  it('is refused without anything recorded, and without its bundle', async () => {
    const { recording } = await recorded();
    await expect(replay({ ...recording, turns: [] }, tools, null)).rejects.toThrow(RangeError);
    await expect(replay({ ...recording, bundles: [] }, tools, null)).rejects.toThrow(RangeError);
  });
});
