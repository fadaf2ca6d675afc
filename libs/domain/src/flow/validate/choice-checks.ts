import type { FlowNode, FlowNodeOf } from '../flow-graph.ts';
import { repeated } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import type { FlowChange, Suggestion } from './suggestion.ts';
import { suggest } from './suggestion.ts';

/** Priorities anew in tens, in the order in which the outputs win now. */
function newPriorities(node: FlowNodeOf<'rule'>): Suggestion {
  const ranked = node.config.outputs
    .map(({ priority }, at) => ({ priority, at }))
    .sort((a, b) => b.priority - a.priority || a.at - b.at);
  const changes = ranked.map(({ at }, rank): FlowChange => {
    const value = (ranked.length - rank) * 10;
    return { kind: 'setConfig', nodeId: node.id, path: ['outputs', at, 'priority'], value };
  });
  return suggest(
    'setPriority',
    'Расставить приоритеты заново, не меняя порядка',
    'Number the priorities anew and keep the order',
    changes,
  );
}

function checkRule(node: FlowNodeOf<'rule'>): FlowFinding[] {
  const { outputs } = node.config;
  if (outputs.length === 0) return [finding('Flow.RuleWithoutOutputs', node.id)];
  const ports = outputs.map((output) => output.port);
  const priorities = outputs.map((output) => String(output.priority));
  return [
    ...repeated([...ports, 'otherwise']).map((port) => finding('Flow.DuplicatePort', node.id, port)),
    ...repeated(priorities).map((priority) =>
      finding('Flow.EqualPriorities', node.id, priority, { suggestion: newPriorities(node) }),
    ),
  ];
}

function checkCriteria(node: FlowNodeOf<'qualify'>): FlowFinding[] {
  const criteria = node.config.criteria ?? [];
  return criteria.flatMap(({ points, reason }, at) => {
    if (points !== 0) return [];
    const rest = criteria.filter((_, index) => index !== at);
    const suggestion = suggest('setConfig', 'Удалить это условие', 'Delete this criterion', [
      { kind: 'setConfig', nodeId: node.id, path: ['criteria'], value: rest },
    ]);
    return [finding('Flow.CriterionEmpty', node.id, reason, { suggestion })];
  });
}

/** Rules and qualifications: what they choose from. */
export function checkChoices(node: FlowNode): FlowFinding[] {
  if (node.kind === 'rule') return checkRule(node);
  return node.kind === 'qualify' ? checkCriteria(node) : [];
}
