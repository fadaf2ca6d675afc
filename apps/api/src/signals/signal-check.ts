import type { ConditionTree, FlowGraph, Funnel, LocalizedText, SignalDeclaration } from '@voronka/domain';
import { validateFlow } from '@voronka/domain';
import { checkPattern } from '@voronka/rules-engine';
import type { FieldProblem } from '../http/api-fault.ts';

const problems = {
  ruleMissing: { ru: 'источник «правило» требует условия', en: 'the source "rule" needs a condition' },
  stageUnknown: { ru: 'такого этапа нет ни в одной воронке', en: 'no funnel has such a stage' },
  fieldTwice: { ru: 'такой ключ уже есть', en: 'there is such a key already' },
  sourceTwice: { ru: 'источник назван дважды', en: 'the source is named twice' },
} as const satisfies Record<string, LocalizedText>;

const label = { ru: '', en: '' };
const position = { x: 0, y: 0 };
const ruleNodeId = 'textRule';

/** The smallest flow that looks at a condition, so that it is checked as rules of flows are. */
function flowAround(when: ConditionTree): FlowGraph {
  return {
    nodes: [
      {
        id: ruleNodeId,
        kind: 'clientMessageTrigger',
        label,
        position,
        config: { when, oncePerEpisode: false, priority: 1 },
      },
      { id: 'end', kind: 'end', label, position, config: {} },
    ],
    edges: [{ id: 'edge', source: ruleNodeId, port: 'next', target: 'end' }],
  };
}

function ruleProblems(textRule: ConditionTree, funnels: readonly Funnel[]): FieldProblem[] {
  const [funnel] = funnels;
  if (!funnel) return [];
  return validateFlow(flowAround(textRule), { funnel, stageMapping: null, checkPattern })
    .filter(({ nodeId, severity }) => nodeId === ruleNodeId && severity === 'error')
    .map(({ message, hint }) => ({
      path: 'textRule',
      message: { ru: `${message.ru}. ${hint.ru}`, en: `${message.en}. ${hint.en}` },
    }));
}

function repeated<T>(values: readonly T[]): number[] {
  return values.flatMap((value, at) => (values.indexOf(value) < at ? [at] : []));
}

/** What is wrong with a signal, beyond its shape. Empty when it can be saved. */
export function signalProblems(signal: SignalDeclaration, funnels: readonly Funnel[]): FieldProblem[] {
  const { sources, fields, textRule, onStage } = signal;
  const keys = fields.map((field) => field.key);
  const hasStage = onStage === null || funnels.some(({ stages }) => stages.some((stage) => stage.key === onStage));
  return [
    ...repeated(sources).map((at) => ({ path: `sources.${at}`, message: problems.sourceTwice })),
    ...repeated(keys).map((at) => ({ path: `fields.${at}.key`, message: problems.fieldTwice })),
    ...(sources.includes('rule') && textRule === null ? [{ path: 'textRule', message: problems.ruleMissing }] : []),
    ...(hasStage ? [] : [{ path: 'onStage', message: problems.stageUnknown }]),
    ...(textRule === null ? [] : ruleProblems(textRule, funnels)),
  ];
}
