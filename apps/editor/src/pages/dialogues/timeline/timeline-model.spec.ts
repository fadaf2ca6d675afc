import { timelineSchema } from '@voronka/contracts';
import type { TimelineDecision } from '@voronka/contracts';
import type { ConditionTrace } from '@voronka/domain';
import { conditionLines, knownKey, toTimelineView } from './timeline-model.ts';

const both = (text: string) => ({ ru: text, en: `${text} (en)` });
const known = (slot: 'name' | 'phone', result: 'true' | 'false' | 'notEvaluated'): ConditionTrace => ({
  type: 'leaf',
  result,
  fact: `slots.${slot}.known`,
  operator: 'equal',
  value: true,
  factValue: result === 'true',
  label: null,
});

const rule = (
  port: string,
  priority: number,
  result: 'true' | 'false' | 'notEvaluated',
  chosen: boolean,
  conditions: ConditionTrace,
) => ({ ruleId: `ask:${port}`, title: both(`правило ${port}`), port, priority, result, chosen, conditions });

const step = (index: number, kind: string, nodeId: string, detail: Record<string, unknown> = {}) => ({
  index,
  kind,
  nodeId,
  rule: { id: 'ask:collected', title: both('правило collected') },
  status: 'done' as const,
  detail,
  finishedAt: '2026-05-20T12:00:01.000Z',
});

const decision: TimelineDecision = {
  turn: 2,
  at: '2026-05-20T12:00:00.000Z',
  bundleHash: 'abc',
  event: { kind: 'clientMessage', seq: 2, text: 'Анна, 8 (916) 123-45-67', crm: null },
  understood: [{ slot: 'name', value: 'Анна' }],
  facts: { 'slots.phone.known': true, 'ask.missing': [], 'client.messages': 2, weather: null },
  path: [
    {
      nodeId: 'ask',
      kind: 'ask',
      label: both('Имя и телефон'),
      rules: [
        rule('collected', 2, 'true', true, {
          type: 'all',
          result: 'true',
          children: [known('name', 'true'), known('phone', 'true')],
        }),
        rule('again', 1, 'true', false, { type: 'all', result: 'true', children: [known('name', 'true')] }),
      ],
      edge: { edgeId: 'e1', port: 'collected', target: 'lead' },
    },
    { nodeId: 'lead', kind: 'createLead', label: both('Лид'), rules: null, edge: null },
  ],
  steps: [
    step(0, 'createLead', 'lead', { leadId: '41', how: 'created', secretInternal: 'x' }),
    step(1, 'addTags', 'lead', { tags: 2 }),
    step(2, 'callManager', 'elsewhere'),
  ],
  skipped: [{ nodeId: 'lead', kind: 'addNote', reason: 'Permission.ModeTooLow' }],
};

function viewOf(changes: Partial<TimelineDecision> = {}, locale: 'ru' | 'en' = 'ru') {
  const [view] = toTimelineView({ decisions: [{ ...decision, ...changes }] }, locale);
  if (!view) throw new Error('no decision came out');
  return view;
}

describe('the timeline', () => {
  it('is read from what the contract allows', () => {
    expect(timelineSchema.safeParse({ decisions: [decision] }).success).toBe(true);
  });

  it('names the rule that decided and keeps the ones that lost', () => {
    const view = viewOf();
    expect(view.decisive?.title).toBe('правило collected');
    expect(view.nodes[0]?.rules.map(({ title, chosen, lost }) => [title, chosen, lost])).toEqual([
      ['правило collected', true, false],
      ['правило again', false, true],
    ]);
  });

  it('speaks the language of the reader', () => {
    expect(viewOf({}, 'en').nodes.map((node) => node.label)).toEqual(['Имя и телефон (en)', 'Лид (en)']);
  });

  it('puts each step at the node that asked for it, and the others at the end', () => {
    const view = viewOf();
    expect(view.nodes.map((node) => node.steps.map(({ kind }) => kind))).toEqual([[], ['createLead', 'addTags']]);
    expect(view.otherSteps.map(({ kind }) => kind)).toEqual(['callManager']);
    expect(view.nodes[1]?.skipped).toEqual(['Permission.ModeTooLow']);
  });

  it('shows the steps of a node that was passed twice once', () => {
    const [ask, lead] = decision.path;
    if (!ask || !lead) throw new Error('the sample has lost its path');
    const view = viewOf({ path: [lead, ask, lead] });
    expect(view.nodes.map((node) => node.steps.length)).toEqual([0, 0, 2]);
  });

  it('names a rule once for the steps that it led to', () => {
    expect(viewOf().nodes[1]?.steps.map(({ ruleTitle }) => ruleTitle)).toEqual(['правило collected', null]);
  });

  it('takes from a result what people understand and leaves the rest to developers', () => {
    expect(viewOf().nodes[1]?.steps[0]?.details).toEqual([
      { key: 'leadId', value: '41' },
      { key: 'how', value: 'created' },
    ]);
  });

  it('says that no rule fired when the token left by otherwise', () => {
    const [ask] = decision.path;
    if (!ask) throw new Error('the sample has lost its path');
    const none = { ...ask, rules: [rule('price', 1, 'false', false, known('name', 'false'))] };
    const view = viewOf({ path: [none] });
    expect([view.tookOtherwise, view.decisive]).toEqual([true, null]);
  });

  it('names the next node from a later decision when this one stopped before it', () => {
    const [ask, lead] = decision.path;
    if (!ask || !lead) throw new Error('the sample has lost its path');
    const [view] = toTimelineView(
      {
        decisions: [
          { ...decision, path: [ask] },
          { ...decision, turn: 3, path: [lead] },
        ],
      },
      'ru',
    );
    expect(view?.nodes[0]?.target).toBe('Лид');
  });

  it('lists every fact by its name, in words', () => {
    expect(viewOf().facts.map(({ title, value }) => [title, value])).toEqual([
      ['Телефон известен', 'да'],
      ['Недостающие данные', 'пусто'],
      ['Сообщений от клиента', '2'],
      ['weather', '–'],
    ]);
  });
});

describe('conditions of a rule', () => {
  it('become lines with their results and the values that were seen', () => {
    const trace: ConditionTrace = {
      type: 'all',
      result: 'false',
      children: [
        known('name', 'false'),
        { type: 'not', result: 'notEvaluated', child: known('phone', 'notEvaluated') },
      ],
    };
    expect(conditionLines(trace, 'ru')).toEqual([
      { depth: 0, result: 'false', group: 'all', text: '', was: null },
      { depth: 1, result: 'false', group: null, text: 'Имя известно: да', was: { fact: null, value: 'нет' } },
      { depth: 1, result: 'notEvaluated', group: 'not', text: '', was: null },
      { depth: 2, result: 'notEvaluated', group: null, text: 'Телефон известен: да', was: null },
    ]);
  });

  it('name the fact beside a label, which may hide it', () => {
    const leaf = { ...known('phone', 'true'), label: both('Номер есть') } as ConditionTrace;
    expect(conditionLines(leaf, 'ru')[0]).toMatchObject({
      text: 'Номер есть',
      was: { fact: 'Телефон известен', value: 'да' },
    });
  });

  it('are none when a newer server sends something else', () => {
    expect(conditionLines({ type: 'sometimes' }, 'ru')).toEqual([]);
    expect(conditionLines(null, 'ru')).toEqual([]);
  });
});

describe('keys of texts', () => {
  it('are used only when this build has the text', () => {
    expect(knownKey('ask', { ask: 1 })).toBe('ask');
    expect(knownKey('toString', { ask: 1 })).toBeNull();
  });
});
