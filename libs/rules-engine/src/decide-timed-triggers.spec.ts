import type { FlowGraph, FlowNode } from '@voronka/domain';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';
import {
  after,
  askPhone,
  chain,
  flowOf,
  node,
  now,
  reply,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const aside = reply('aside');
const asideEnd = node('asideEnd', 'end', {});

/** A conversation that asks for a phone, and a run beside it. */
function with_(trigger: FlowNode, ...steps: FlowNode[]): FlowGraph {
  return flowOf(askPhone(), chain([trigger, ...steps, asideEnd]));
}

async function asked(flow: FlowGraph, options: FixtureOptions = {}): Promise<TestDialogue> {
  const dialogue = new TestDialogue({ flow, ...options });
  await dialogue.client('привет');
  return dialogue;
}

describe('a timer beside the conversation', () => {
  const timed = (since: 'dialogueStart' | 'episodeStart' | 'lastClientMessage' | 'handOff', minutes = 30): FlowNode =>
    node('timed', 'timerTrigger', { afterMinutes: minutes, since, when: null });

  it('runs once in an episode', async () => {
    const dialogue = await asked(with_(timed('dialogueStart'), aside));
    expect(dialogue.wakeUp).toEqual({ timer: 'trigger', key: 'timed', at: after(now, 30) });
    expect(words(await dialogue.timer())).toEqual(['aside']);
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });

  it('is moved by each message where it counts from the last one', async () => {
    const dialogue = await asked(with_(timed('lastClientMessage'), aside));
    await dialogue.at(after(now, 10)).client('ау');
    expect(dialogue.wakeUp).toMatchObject({ timer: 'trigger', at: after(now, 40) });
  });

  it('counts from a hand-off, until a manager answers', async () => {
    const human = node('human', 'handOff', { reason: text('because'), text: null });
    const flow = flowOf(chain([askPhone().nodes[0]!, human]), chain([timed('handOff'), aside, asideEnd]));
    const dialogue = await asked(flow);
    expect(dialogue.wakeUp).toMatchObject({ timer: 'trigger', at: after(dialogue.context.now, 30) });
    await dialogue.manager('Добрый день');
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });

  it('does not count before there is anything to count from', async () => {
    const dialogue = new TestDialogue({ flow: with_(timed('dialogueStart'), aside) });
    await dialogue.manager('Добрый день');
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });

  it('runs again in a new episode, except for what was due before it', async () => {
    const flow = flowOf(
      with_(timed('dialogueStart', 30), aside),
      chain([
        node('anew', 'timerTrigger', { afterMinutes: 30, since: 'episodeStart', when: null }),
        reply('anew!'),
        node('end4', 'end', {}),
      ]),
    );
    const dialogue = await asked(flow);
    await dialogue.timer();
    await dialogue.timer();
    await dialogue.client('8 916 123-45-67');
    const second = after(now, 100_000);
    await dialogue.given({ lead: 'won', stageKey: 'won' }).at(second).client('и ещё');
    expect(dialogue.state.episode).toBe(2);
    expect(dialogue.wakeUp).toEqual({ timer: 'trigger', key: 'anew', at: after(second, 30) });
  });

  it('that is far off keeps the dialogue from closing for idleness', async () => {
    const dialogue = await asked(with_(timed('dialogueStart', 60 * 24 * 60), aside));
    expect(words(await dialogue.timer())).toEqual(['aside']);
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });
});

describe('a trigger on silence', () => {
  const silent = (times: number): FlowNode => node('silent', 'silenceTrigger', { minutes: 10, times, when: null });

  it('runs at most so often in a row, each after as much silence', async () => {
    const dialogue = await asked(with_(silent(2), aside));
    expect(words(await dialogue.timer())).toEqual(['aside']);
    const first = dialogue.context.now;
    expect(dialogue.wakeUp).toEqual({ timer: 'trigger', key: 'silent', at: after(first, 10) });
    expect(words(await dialogue.timer())).toEqual(['aside']);
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });

  it('waits as long between runs that say nothing', async () => {
    const dialogue = await asked(with_(silent(2), node('tag', 'addTags', { tags: ['x'] })));
    await dialogue.timer();
    expect(dialogue.wakeUp).toEqual({ timer: 'trigger', key: 'silent', at: after(dialogue.context.now, 10) });
  });

  it('begins anew when the client has written', async () => {
    const dialogue = await asked(with_(silent(1), aside));
    await dialogue.timer();
    await dialogue.client('минуту');
    expect(words(await dialogue.timer())).toEqual(['aside']);
  });

  it('does not run while it is our turn', async () => {
    const dialogue = await asked(with_(silent(1), aside));
    await dialogue.manager('Добрый день');
    expect(dialogue.wakeUp?.timer).toBe('trigger');
    await dialogue.client('Добрый');
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });
});
