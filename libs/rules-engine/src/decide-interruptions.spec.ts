import type { FlowGraph } from '@voronka/domain';
import {
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  flowOf,
  incidents,
  is,
  kinds,
  node,
  only,
  path,
  reply,
  says,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';

describe('a client who asks back', () => {
  it('is asked again without losing an attempt, three times at most', async () => {
    const dialogue = new TestDialogue({ flow: askPhone({ attempts: 1 }) });
    await dialogue.client('привет');
    for (const line of ['Сколько стоит?', 'А доставка есть?', 'Где вы находитесь?']) {
      expect(words(await dialogue.client(line))).toEqual(['phone?']);
      expect(dialogue.state.position?.asked).toBe(1);
    }
    expect(words(await dialogue.client('А скидки?'))).toEqual(['noPhone']);
  });

  it('hears a new wording each time', async () => {
    const again = ['one', 'two', 'three'].map((words) => ({ missing: ['phone'], text: text(words) }));
    const dialogue = new TestDialogue({ flow: askPhone({ again }) });
    await dialogue.client('привет');
    expect(words(await dialogue.client('Сколько стоит?'))).toEqual(['one']);
    expect(words(await dialogue.client('потом'))).toEqual(['two']);
    expect(words(await dialogue.client('А доставка есть?'))).toEqual(['three']);
  });

  it('and answers in the same message has answered', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    expect(words(await dialogue.client(`${phone}, а сколько стоит?`))).toEqual(['thanks']);
  });

  it('and gives a part of the answer has used an attempt', async () => {
    const flow = chain([anyMessage(), asks('both', ['name', 'phone']), end()]);
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    await dialogue.client(`${phone}, а сколько стоит?`);
    expect(dialogue.state.position).toMatchObject({ asked: 2 });
  });

  it('is seen by the rules to have asked', async () => {
    const decision = await new TestDialogue({ flow: askPhone() }).client('Сколько стоит?');
    expect(decision.record.facts['message.question']).toBe(true);
    expect(decision.record.reading).toMatchObject({ question: true });
  });

  it('an outside assistant too slow to answer is asked again without losing an attempt', async () => {
    const dialogue = new TestDialogue({ flow: askPhone({ attempts: 1 }), assistant: { kind: 'outside' } });
    await dialogue.client('привет');
    await dialogue.timer();
    await dialogue.client('Сколько стоит?');
    expect(words(await dialogue.timer())).toEqual(['phone?']);
    expect(dialogue.state.position?.asked).toBe(1);
  });
});

describe('a trigger that answers beside the open question', () => {
  const faq = (config: { oncePerEpisode?: boolean } = {}): FlowGraph =>
    chain([
      node('faq', 'clientMessageTrigger', {
        when: says('адрес'),
        oncePerEpisode: false,
        priority: 1,
        interrupts: true,
        ...config,
      }),
      reply('address'),
      node('faqEnd', 'end', {}),
    ]);
  /** The conversation begins by its own trigger, which is of higher priority. */
  const conversation = askPhone();
  conversation.nodes[0] = anyMessage({ priority: 9 });
  const flow = (config: { oncePerEpisode?: boolean } = {}): FlowGraph => flowOf(conversation, faq(config));

  it('answers, and the question comes back without losing an attempt', async () => {
    const dialogue = new TestDialogue({ flow: flow() });
    await dialogue.client('привет');
    const decision = await dialogue.client('какой адрес');
    expect(words(decision)).toEqual(['address', 'phone?']);
    expect(path(decision)).toEqual(['faq', 'address', 'faqEnd', 'phone']);
    expect(dialogue.state.position).toMatchObject({ nodeId: 'phone', asked: 1 });
    expect(only({ ...decision, commands: decision.commands.slice(0, 1) }, 'reply').ruleId).toBe('faq:next');
    expect(words(await dialogue.client(phone))).toEqual(['thanks']);
  });

  it('answers a message that it fits only; the record tells that it was asked', async () => {
    const dialogue = new TestDialogue({ flow: flow() });
    await dialogue.client('привет');
    const decision = await dialogue.client('потом');
    expect(words(decision)).toEqual(['phone?']);
    expect(incidents(decision)).toEqual([]);
    expect(decision.record.path[0]).toMatchObject({ nodeId: 'triggers', beside: true, choice: { port: 'none' } });
    expect(only(decision, 'ask').ruleId).toBe('phone:again');
  });

  it('answers once in an episode where it may no more often', async () => {
    const dialogue = new TestDialogue({ flow: flow({ oncePerEpisode: true }) });
    await dialogue.client('привет');
    expect(words(await dialogue.client('адрес'))).toEqual(['address', 'phone?']);
    expect(words(await dialogue.client('адрес'))).toEqual(['phone?']);
    expect(dialogue.state.usedTriggers).toEqual(['start', 'faq']);
  });

  it('answers on and on, and the question is given up all the same', async () => {
    const dialogue = new TestDialogue({ flow: flow() });
    await dialogue.client('привет');
    const last: string[][] = [];
    for (let at = 0; at < 6; at += 1) last.push(words(await dialogue.client('адрес')));
    expect(last).toEqual([...Array.from({ length: 5 }, () => ['address', 'phone?']), ['address', 'noPhone']]);
  });

  it('is not asked when the question is answered', async () => {
    const dialogue = new TestDialogue({ flow: flow() });
    await dialogue.client('привет');
    expect(words(await dialogue.client(`адрес? мой номер ${phone}`))).toEqual(['thanks']);
  });

  it('answers beside a wait too', async () => {
    const wait = node('wait', 'wait', { for: { kind: 'duration', minutes: 60 } });
    const dialogue = new TestDialogue({
      flow: flowOf(chain([anyMessage({ priority: 9 }), wait, reply('over'), end()]), faq()),
    });
    await dialogue.client('привет');
    expect(words(await dialogue.client('адрес'))).toEqual(['address']);
    expect(words(await dialogue.client('ау'))).toEqual([]);
    expect(words(await dialogue.timer())).toEqual(['over']);
  });

  it('that hands the dialogue off has the question stand no more', async () => {
    const human = node('human', 'handOff', { reason: text('because'), text: null });
    const [trigger] = faq().nodes;
    const dialogue = new TestDialogue({ flow: flowOf(conversation, chain(trigger ? [trigger, human] : [])) });
    await dialogue.client('привет');
    expect(kinds(await dialogue.client('адрес'))).toEqual(['handOff']);
    expect(dialogue.state).toMatchObject({ position: null, handedOff: true });
  });

  it('that cannot be run is an incident; the question is asked again', async () => {
    const broken = node('faq', 'clientMessageTrigger', {
      when: is('nowhere', 1),
      oncePerEpisode: false,
      priority: 1,
      interrupts: true,
    });
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    const changed = dialogue.movedTo({ flow: flowOf(askPhone(), chain([broken, reply('x'), node('e', 'end', {})])) });
    const decision = await changed.client('потом');
    expect(incidents(decision)).toEqual(['Flow.Invalid']);
    expect(words(decision)).toEqual(['phone?']);
    expect(changed.state.parked).toBeNull();
  });
});
