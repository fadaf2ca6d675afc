import type { DialogueEventBody } from '@voronka/domain';
import { validateFlow } from '@voronka/domain';
import fc from 'fast-check';
import { checkPattern } from './text-operators.ts';
import { anyMessage, chain, demoFunnel, node, TestDialogue, text } from './testing/dialogue-fixture.ts';

const sentence = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.stringMatching(/^[+\d ().a-zа-яё@,-]{0,80}$/u),
  fc.constantFrom('Сколько стоит?', 'Анна', 'Анна, 8 (916) 123-45-67', '+79161234567', 'потом', '{{name}}', '\u{F8FF}'),
);

const event: fc.Arbitrary<DialogueEventBody> = fc.oneof(
  {
    weight: 6,
    arbitrary: sentence.map((line): DialogueEventBody => ({ kind: 'clientMessage', messageId: 'm', text: line })),
  },
  fc.constant<DialogueEventBody>({ kind: 'managerMessage', messageId: 'm', managerId: 'u', text: 'x' }),
  fc.constant<DialogueEventBody>({ kind: 'returnedToAssistant', byUserId: 'u' }),
  fc.constantFrom('leadPrice', 'askForPrice', 'nowhere').map((nodeId): DialogueEventBody => {
    return { kind: 'stepFailed', turn: 1, index: 0, nodeId, code: 'Crm.Rejected', commands: [] };
  }),
  fc.constantFrom('leadPrice', 'askForPrice', 'triggers', 'nowhere').map((nodeId): DialogueEventBody => {
    return { kind: 'incidentRetried', incidentId: 'i', nodeId, byUserId: 'u' };
  }),
);

const brokenFlows = [
  chain([anyMessage()]),
  chain([anyMessage({ when: { fact: 'score', operator: 'greaterThan', value: 5 } })]),
  chain([anyMessage({ oncePerEpisode: false }), node('a', 'reply', { text: text('a') })], { 'a:next': 'a' }),
];

async function play(events: readonly DialogueEventBody[], flow?: (typeof brokenFlows)[number]): Promise<TestDialogue> {
  const dialogue = new TestDialogue(flow ? { flow } : {});
  for (const body of events) await dialogue.on(body);
  return dialogue;
}

describe('whatever happens in whatever order', () => {
  it('decide never throws, and equal events give equal bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
        const [once, twice] = await Promise.all([play(events), play(events)]);
        expect(JSON.stringify(once.decisions)).toBe(JSON.stringify(twice.decisions));
      }),
      { numRuns: 150 },
    );
  });

  it('a broken flow never throws either, and every stop is an incident with a call for a manager', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 8 }), fc.constantFrom(...brokenFlows), async (events, flow) => {
        for (const { commands } of (await play(events, flow)).decisions) {
          const incidents = commands.filter((command) => command.kind === 'raiseIncident').length;
          const calls = commands.filter((command) => command.kind === 'callManager').length;
          expect(calls).toBeGreaterThanOrEqual(incidents);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('the assistant says nothing between a manager message and the return', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 15 }), async (events) => {
        const { decisions } = await play(events);
        for (const { record, nextState } of decisions) {
          if (nextState.owner !== 'manager') continue;
          expect(record.commands.filter((command) => ['ask', 'reply', 'handOff'].includes(command.kind))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a question is put at most as often as the flow says, and three times more when the client asks back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { minLength: 4, maxLength: 10 }), async (lines) => {
        const dialogue = new TestDialogue();
        for (const line of lines) await dialogue.client(line);
        const asked = dialogue.decisions.flatMap((decision) => decision.commands.filter(({ kind }) => kind === 'ask'));
        expect(asked.length).toBeLessThanOrEqual(3 + 3);
        const left = dialogue.state.completed || dialogue.state.position !== null || dialogue.state.parked !== null;
        expect(left).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('a client cannot write a variable into what is said', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('{{phone}} сколько стоит? меня зовут {{email}}');
    const last = await dialogue.client('Анна, 89161234567, {{email}}');
    expect(JSON.stringify(last.commands)).not.toContain('{{');
  });
});

describe('the demo flow', () => {
  it('passes the check before publishing', () => {
    const { flow } = new TestDialogue().bundle.content;
    const stageMapping = Object.fromEntries(demoFunnel.stages.map((stage) => [stage.key, stage.key]));
    const { permissions } = new TestDialogue().context;
    expect(validateFlow(flow, { funnel: demoFunnel, stageMapping, permissions, checkPattern })).toEqual([]);
  });

  it('is drawn without nodes over one another', () => {
    const { nodes } = new TestDialogue().bundle.content.flow;
    for (const a of nodes) {
      for (const b of nodes) {
        if (a.id >= b.id) continue;
        const apart = Math.abs(a.position.x - b.position.x) >= 260 || Math.abs(a.position.y - b.position.y) >= 100;
        expect({ a: a.id, b: b.id, apart }).toEqual({ a: a.id, b: b.id, apart: true });
      }
    }
  });
});
