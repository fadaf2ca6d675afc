import type {
  ConditionLeaf,
  FlowEdge,
  FlowGraph,
  FlowNode,
  FlowNodeOf,
  LocalizedText,
  NodeKind,
} from '@voronka/domain';

/** How large the choice at hand is, and the flow around it. */
export interface ChoiceShape {
  /** Outputs of the rule node. */
  readonly rules: number;
  /** Conditions of each, all of which must hold. From 2. */
  readonly conditions: number;
  /** Nodes of the whole flow; those that the decision does not come by lead on from it. */
  readonly nodes: number;
}

/**
 * The conditions of every output. All hold but the one that tells the outputs apart: only the last output fires, and no
 * condition is passed over, so every rule costs what it can cost.
 */
export function conditionsOf({ rules, conditions }: Omit<ChoiceShape, 'nodes'>): ConditionLeaf[][] {
  const holding = Array.from({ length: conditions - 1 }, (_, at): ConditionLeaf => {
    return at % 2 === 0
      ? { fact: 'channel.name', operator: 'equal', value: 'Сайт' }
      : { fact: 'client.messages', operator: 'greaterThan', value: 0 };
  });
  return Array.from({ length: rules }, (_, at): ConditionLeaf[] => [
    ...holding,
    { fact: 'score', operator: 'greaterThanInclusive', value: rules - 1 - at },
  ]);
}

/** A flow in which any message of the client leads to one rule node, an answer and the end. */
export function choiceFlow(shape: ChoiceShape): FlowGraph {
  const outputs = conditionsOf(shape).map((all, at, { length }) => ({
    port: `way${at}`,
    title: text(`Выход ${at}`, `Way ${at}`),
    priority: length - at,
    conditions: { all },
  }));
  const nodes: FlowNode[] = [
    node('start', 'clientMessageTrigger', { when: null, oncePerEpisode: true, priority: 1 }),
    node('choice', 'rule', { outputs }),
    node('answer', 'reply', { text: text('Спасибо, сейчас расскажем.', 'Thank you, one moment.') }),
    node('end', 'end', {}),
  ];
  const edges = [
    edge('start', 'next', 'choice'),
    ...[...outputs.map(({ port }) => port), 'otherwise'].map((port) => edge('choice', port, 'answer')),
    edge('answer', 'next', 'end'),
  ];
  while (nodes.length < shape.nodes) appendSurroundings(nodes, edges, outputs);
  return { nodes, edges };
}

/** Two more nodes of the flow's own kinds, joined to it, which this decision does not come by. */
function appendSurroundings(
  nodes: FlowNode[],
  edges: FlowEdge[],
  outputs: FlowNodeOf<'rule'>['config']['outputs'],
): void {
  const rule = `choice${nodes.length}`;
  const reply = `answer${nodes.length}`;
  nodes.push(
    node(rule, 'rule', { outputs }),
    node(reply, 'reply', { text: text('И ещё вот что.', 'One thing more.') }),
  );
  edges.push(
    ...outputs.map(({ port }) => edge(rule, port, reply)),
    edge(rule, 'otherwise', 'choice'),
    edge(reply, 'next', 'end'),
  );
}

function text(ru: string, en: string): LocalizedText {
  return { ru, en };
}

function node<K extends NodeKind>(id: string, kind: K, config: FlowNodeOf<K>['config']): FlowNode {
  return { id, kind, label: text(id, id), position: { x: 0, y: 0 }, config } as FlowNode;
}

function edge(source: string, port: string, target: string): FlowEdge {
  return { id: `${source}:${port}`, source, port, target };
}
