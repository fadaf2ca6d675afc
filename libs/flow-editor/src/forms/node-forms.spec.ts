import { flowNodeSchema } from '@voronka/contracts/flow';
import type { FlowNode, NodeKind } from '@voronka/domain';
import { fullConfigs, nodeOfEveryKind } from '../testing/every-kind.ts';
import { checkNode, keepable, problemAt, problemIn } from './check-node.ts';
import { nodeForms, shownFields, withField } from './node-forms.ts';
import { text } from './text.ts';

const nodeOf = (kind: NodeKind): FlowNode => {
  const node = nodeOfEveryKind.find((each) => each.kind === kind);
  if (!node) throw new Error(kind);
  return node;
};

describe('the form of a node', () => {
  it.each(nodeOfEveryKind.map((node) => [node.kind, node] as const))(
    '%s shows every setting there is',
    (kind, node) => {
      expect(flowNodeSchema.safeParse(node).success).toBe(true);
      expect(
        shownFields(node)
          .map(({ key }) => key)
          .sort(),
      ).toEqual(Object.keys(fullConfigs[kind]).sort());
      for (const { key, value } of shownFields(node)) {
        expect(value).toEqual(new Map<string, unknown>(Object.entries(node.config)).get(key));
      }
    },
  );

  it('shows what stands for a setting that is left out', () => {
    const ask = {
      ...nodeOf('ask'),
      config: { slots: ['name'], attempts: 1, question: text('', ''), again: [] },
    } as FlowNode;
    const shown = new Map(shownFields(ask).map(({ key, value }) => [key, value]));
    expect([shown.get('skipKnown'), shown.get('silence')]).toEqual([true, null]);
  });

  it('tells no condition from a setting that is left out', () => {
    const trigger = withField(nodeOf('manualTrigger'), 'when', null);
    expect(shownFields(trigger)).toMatchObject([{ key: 'when', value: null }]);
  });

  it('hides what does not matter now', () => {
    const quiet = withField(nodeOf('callWebhook'), 'waitForAnswer', false);
    expect(shownFields(quiet).map(({ key }) => key)).not.toContain('answer');
  });

  it('speaks both languages everywhere', () => {
    for (const form of Object.values(nodeForms)) {
      for (const { title, help = title } of Object.values(form) as {
        title: { ru: string; en: string };
        help?: { ru: string; en: string };
      }[]) {
        for (const { ru, en } of [title, help]) {
          expect(ru).toMatch(/[а-яё]/i);
          expect(en).not.toMatch(/[а-яё]|^$/i);
        }
      }
    }
  });
});

describe('limits of settings', () => {
  it.each([
    ['ask', 'attempts', 11, 'Не больше 10'],
    ['ask', 'attempts', 1.5, 'Нужно целое число'],
    ['ask', 'slots', [], 'Добавьте хотя бы одно'],
    ['timerTrigger', 'afterMinutes', 0, 'Не меньше 1'],
    ['createLead', 'stageKey', '', 'Заполните поле'],
    ['addTags', 'tags', [], 'Добавьте хотя бы одно'],
  ] as const)('%s: %s cannot be %j', (kind, key, value, said) => {
    const node = withField(nodeOf(kind), key, value as string);
    const problems = checkNode(node);
    expect(problemIn(problems, key)?.ru).toBe(said);
    expect(problems).toHaveLength(1);
  });

  it('are said of the very place inside a setting', () => {
    const wait = withField(nodeOf('wait'), 'for', { kind: 'event', events: [], signal: null, timeoutMinutes: 0 });
    const problems = checkNode(wait);
    expect(problemAt(problems, 'for', 'events')?.en).toBe('Add at least one');
    expect(problemAt(problems, 'for', 'timeoutMinutes')?.en).toBe('At least 1');
    expect(problemAt(problems, 'for')).toBeNull();
  });

  it('a text that is too long is said in its language', () => {
    const reply = withField(nodeOf('reply'), 'text', text('а'.repeat(2001), 'b'));
    expect(checkNode(reply)).toEqual([
      { path: ['text', 'ru'], message: text('Не длиннее 2000 знаков', 'At most 2000 characters') },
    ]);
  });

  it('what breaks them stays as it was, the rest is kept', () => {
    const saved = nodeOf('ask');
    const edited = {
      ...withField(withField(saved, 'attempts', 0), 'question', text('Кто вы?', 'Who are you?')),
      label: text('Кто', 'Who'),
    };
    const kept = keepable(edited, saved);
    expect(kept).toMatchObject({ label: { ru: 'Кто' }, config: { attempts: 2, question: { ru: 'Кто вы?' } } });
    expect(keepable(saved, saved)).toBe(saved);
  });
});
