import { crmCapabilities } from '../../permission/crm-capabilities.ts';
import type { FlowGraph } from '../flow-graph.ts';
import {
  chain,
  codes,
  end,
  firstSuggestion,
  flow,
  inOne,
  node,
  onCard,
  start,
  surroundings,
  text,
} from './testing/flows.ts';
import { permissionsOf } from './testing/surroundings.cases.ts';
import { validateFlow } from './validate-flow.ts';

describe('stages', () => {
  const moved = (stageKeys: string[]): FlowGraph => {
    const trigger = node('t', 'stageMovedTrigger', { stageKeys, by: [], when: null });
    return flow([start, trigger, end], ['start:next>end', 't:next>end']);
  };

  it('without a CRM nothing has to be bound', () => {
    expect(codes(onCard(node('x', 'moveStage', { stageKey: 'negotiation' })), { stageMapping: null })).toEqual([]);
  });

  it('that are not bound only warn where the step will not run, and at a trigger', () => {
    const severities = (graph: FlowGraph, changes = {}): string[] =>
      validateFlow(graph, { ...surroundings, ...changes }).map(({ code, severity }) => `${severity} ${code}`);
    const move = onCard(node('x', 'moveStage', { stageKey: 'negotiation' }));
    expect(severities(move)).toEqual(['error Flow.UnmappedStage']);
    expect(severities(move, { permissions: permissionsOf('withoutCrm') })).toEqual([
      'warning Flow.StepNotPermitted',
      'warning Flow.UnmappedStage',
      'warning Flow.StepNotPermitted',
    ]);
    expect(severities(moved(['negotiation', 'unsorted']))).toEqual(['warning Flow.UnmappedStage']);
  });

  it('are named as people name them, and bound where the funnel is set up', () => {
    const [found] = validateFlow(onCard(node('x', 'moveStage', { stageKey: 'negotiation' })), surroundings);
    expect(found).toEqual({
      code: 'Flow.UnmappedStage',
      severity: 'error',
      nodeId: 'x',
      message: {
        ru: 'Этап «этап negotiation» не связан со статусом CRM',
        en: 'The stage "stage negotiation" is not bound to a CRM status',
      },
      hint: {
        ru: expect.stringContaining('Интеграция CRM') as string,
        en: expect.stringContaining('CRM integration') as string,
      },
      suggestion: {
        kind: 'bindStage',
        text: {
          ru: 'Связать «этап negotiation» воронки «Продажи» со статусом CRM',
          en: 'Bind "stage negotiation" of the funnel "Sales" to a status of the CRM',
        },
        changes: [],
      },
    });
  });

  it('of a trigger are replaced one by one', () => {
    const { after } = firstSuggestion(moved(['unsorted', 'firstContcat']));
    expect(after.nodes[1]?.config).toMatchObject({ stageKeys: ['unsorted', 'firstContact'] });
  });
});

describe('steps in the CRM', () => {
  const move = onCard(node('x', 'moveStage', { stageKey: 'unsorted' }));

  it('are told in people’s words why they will not run', () => {
    const permissions = permissionsOf('withoutCrm');
    const [found] = validateFlow(move, { ...surroundings, permissions });
    expect(found?.message.ru).toBe('Шаг CRM не будет выполняться: ассистент работает «Без CRM»');
    expect(found?.suggestion?.text.ru).toBe('Выбрать ассистенту другой режим');
    const [low] = validateFlow(move, { ...surroundings, permissions: permissionsOf('collectsContacts') });
    expect(low?.message.en).toBe("This CRM step will not run: the assistant's mode does not allow it");
  });

  it('are told what the CRM cannot do', () => {
    const cannot = permissionsOf('movesStages', { stages: false });
    const [found] = validateFlow(move, { ...surroundings, permissions: cannot });
    expect(found?.message.ru).toBe('Подключённая CRM не умеет двигать карточки по этапам');
  });

  it('include the to-do of a hand-off, if there is one', () => {
    const handOff = (task: boolean): FlowGraph =>
      chain([start, node('off', 'handOff', { reason: text('why'), text: null, task })]);
    const permissions = permissionsOf('movesStages', { tasks: false });
    expect(codes(handOff(true), { permissions })).toEqual(['Flow.CapabilityMissing off']);
    expect(codes(handOff(false), { permissions })).toEqual([]);
  });

  it('make deals only where the CRM has deals', () => {
    const deal = inOne(node('x', 'createLead', { title: text('t'), stageKey: 'unsorted', card: 'deal' }));
    const capabilities = { ...crmCapabilities.bitrix24, deals: false };
    expect(codes(deal, { capabilities })).toEqual(['Flow.CapabilityMissing x']);
    expect(codes(deal, { capabilities: { ...capabilities, deals: true } })).toEqual([]);
    expect(codes(deal, { capabilities: null })).toEqual([]);
  });
});
