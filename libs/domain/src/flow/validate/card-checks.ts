import type { ConditionTree, FlowNode, NodeKind } from '../flow-graph.ts';
import { conditionsOf, startsOf } from '../node-specifications.ts';
import type { CheckedFlow } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import { reachFrom, reversed } from './reach-checks.ts';
import { suggestConfig, type Suggestion } from './suggestion.ts';

/** Steps that write onto the card: without one the CRM refuses them. */
const needsCard: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'moveStage',
  'addTags',
  'addNote',
  'attachHistory',
  'assignResponsible',
]);

const cardIsOpen: ConditionTree = { fact: 'lead.state', operator: 'equal', value: 'open' };

function mentions(tree: ConditionTree, fact: string): boolean {
  if ('fact' in tree) return tree.fact === fact;
  const parts = 'all' in tree ? tree.all : 'any' in tree ? tree.any : [tree.not];
  return parts.some((part) => mentions(part, fact));
}

/** Whether behind a node there may be a card: it makes one, was told of one, looks for one, or runs a flow that may. */
function leadsToCard(node: FlowNode): boolean {
  if (node.kind === 'createLead' || node.kind === 'subFlow' || node.kind === 'stageMovedTrigger') return true;
  return conditionsOf(node).some((tree) => mentions(tree, 'lead.state'));
}

/** Where one trigger that runs beside the conversation leads to the step: let it start only when there is a card. */
function startWithCard(starts: readonly FlowNode[]): Suggestion | null {
  const [trigger] = starts;
  if (!trigger || starts.length > 1 || startsOf(trigger) !== 'beside' || !('when' in trigger.config)) return null;
  const { when } = trigger.config as { when: ConditionTree | null };
  return suggestConfig(
    'setCondition',
    trigger,
    ['when'],
    when === null ? cardIsOpen : { all: [cardIsOpen, when] },
    'Запускать, только когда у клиента есть открытый лид',
    'Run only when the client has an open lead',
  );
}

/**
 * Steps that need a card which no way to them makes. Behind a timer, a silence, a signal or a button another run may have
 * made one, or not yet: whoever looks at `lead.state` before has seen to it. Steps that are refused anyway are left out.
 */
export function checkCards(flow: CheckedFlow): FlowFinding[] {
  const { permissions, stageMapping, runsByItself } = flow.surroundings;
  // The flow that runs this one may have made the card.
  if (runsByItself === false) return [];
  const runs = ({ kind }: FlowNode): boolean => {
    const permission = permissions?.[kind as keyof typeof permissions];
    return permission ? permission.allowed : stageMapping !== null;
  };
  const ids = (nodes: readonly FlowNode[]): string[] => nodes.map(({ id }) => id);
  const reached = reachFrom(ids(flow.starts), flow.successors);
  const withCard = reachFrom(ids(flow.graph.nodes.filter(leadsToCard)), flow.successors);
  const before = reversed(flow.successors);
  return flow.graph.nodes
    .filter((node) => needsCard.has(node.kind) && runs(node) && reached.has(node.id) && !withCard.has(node.id))
    .map((node) => {
      const from = reachFrom([node.id], before);
      const starts = flow.starts.filter(({ id }) => from.has(id));
      return finding('Flow.NoCardYet', node.id, '', { suggestion: startWithCard(starts) });
    });
}
