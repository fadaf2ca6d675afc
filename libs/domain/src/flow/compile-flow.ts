import type { Choice, ChoiceRule } from '../rules/choice.ts';
import type {
  ConditionTree,
  FlowEdge,
  FlowGraph,
  FlowNode,
  FlowNodeOf,
  LocalizedText,
  SlotName,
} from './flow-graph.ts';

/** Stands for the choice among triggers where a node id is wanted; no node may be called so. */
export const triggersNodeId = 'triggers';

/** Internal port of an ask: stay and ask again. It has no edge. */
export const askAgainPort = 'again';

/** A drawn flow, indexed: the cost of a decision follows the choices at hand and not the size of the flow. */
export interface CompiledFlow {
  nodes: ReadonlyMap<string, FlowNode>;
  /** By `{source}:{port}`. */
  edges: ReadonlyMap<string, FlowEdge>;
  /** Which trigger starts the token; the chosen rule's port is the trigger's node id. */
  triggers: Choice;
  /** By node id: every `rule` and every `ask`. */
  choices: ReadonlyMap<string, Choice>;
}

const slotKnown: Record<SlotName, LocalizedText> = {
  name: { ru: 'Имя известно', en: 'Name is known' },
  phone: { ru: 'Телефон известен', en: 'Phone is known' },
  email: { ru: 'Почта известна', en: 'E-mail is known' },
};

/** Names of the slots as they stand in a sentence. */
export const slotTitles: Record<SlotName, LocalizedText> = {
  name: { ru: 'имя', en: 'name' },
  phone: { ru: 'телефон', en: 'phone' },
  email: { ru: 'почта', en: 'e-mail' },
};

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function allKnownTitle(slots: readonly SlotName[]): LocalizedText {
  const [only] = slots;
  if (only !== undefined && slots.length === 1) return slotKnown[only];
  const list = (locale: 'ru' | 'en', and: string): string => {
    const names = slots.map((slot) => slotTitles[slot][locale]);
    return capitalised([names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(` ${and} `));
  };
  return { ru: `${list('ru', 'и')} известны`, en: `${list('en', 'and')} are known` };
}

/**
 * Makes priorities unique without changing the order: equal priorities in json-rules-engine run side by side.
 *
 * @param rules in the order that breaks ties, winner first
 */
function withUniquePriorities(rules: ChoiceRule[]): ChoiceRule[] {
  const ascending = rules.map((rule, order) => ({ rule, order }));
  ascending.sort((a, b) => a.rule.priority - b.rule.priority || b.order - a.order);
  let floor = 0;
  const unique = ascending.map(({ rule }) => {
    floor = Math.max(floor + 1, rule.priority);
    return { ...rule, priority: floor };
  });
  return unique.reverse();
}

function compileTriggers(nodes: readonly FlowNode[]): Choice {
  const triggers = nodes.filter(
    (node): node is FlowNodeOf<'clientMessageTrigger'> => node.kind === 'clientMessageTrigger',
  );
  triggers.sort((a, b) => (a.id < b.id ? -1 : 1));
  const rules = triggers.map((node): ChoiceRule => {
    const all: ConditionTree[] = [
      {
        fact: 'client.messages',
        operator: 'greaterThan',
        value: 0,
        label: { ru: 'Клиент написал', en: 'The client wrote' },
      },
    ];
    if (node.config.oncePerEpisode) {
      all.push({
        fact: 'triggers.used',
        operator: 'doesNotContain',
        value: node.id,
        label: { ru: 'Ещё не срабатывал в этом обращении', en: 'Has not fired in this episode yet' },
      });
    }
    if (node.config.when) all.push(node.config.when);
    return {
      id: `${node.id}:next`,
      title: node.label,
      port: node.id,
      priority: node.config.priority,
      conditions: { all },
    };
  });
  return { nodeId: triggersNodeId, rules: withUniquePriorities(rules), otherwisePort: null };
}

function compileRule(node: FlowNodeOf<'rule'>): Choice {
  const rules = node.config.outputs.map(({ port, title, priority, conditions }): ChoiceRule => {
    return { id: `${node.id}:${port}`, title, port, priority, conditions };
  });
  return { nodeId: node.id, rules: withUniquePriorities(rules), otherwisePort: 'otherwise' };
}

function compileAsk(node: FlowNodeOf<'ask'>): Choice {
  const known = node.config.slots.map((slot): ConditionTree => {
    return { fact: `slots.${slot}.known`, operator: 'equal', value: true, label: slotKnown[slot] };
  });
  return {
    nodeId: node.id,
    rules: [
      {
        id: `${node.id}:collected`,
        title: allKnownTitle(node.config.slots),
        port: 'collected',
        priority: 2,
        conditions: { all: known },
      },
      {
        id: `${node.id}:${askAgainPort}`,
        title: { ru: 'Ещё есть попытка спросить', en: 'An attempt to ask is left' },
        port: askAgainPort,
        priority: 1,
        conditions: {
          all: [
            {
              fact: 'ask.left',
              operator: 'greaterThan',
              value: 0,
              label: { ru: 'Остались попытки', en: 'Attempts are left' },
            },
          ],
        },
      },
    ],
    otherwisePort: 'gaveUp',
  };
}

/** Indexes a drawn flow and turns its triggers, rules and asks into choices. Expects a graph that `validateFlow` passed. */
export function compileFlow(graph: FlowGraph): CompiledFlow {
  const choices = new Map<string, Choice>();
  for (const node of graph.nodes) {
    if (node.kind === 'rule') choices.set(node.id, compileRule(node));
    if (node.kind === 'ask') choices.set(node.id, compileAsk(node));
  }
  return {
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    edges: new Map(graph.edges.map((edge) => [`${edge.source}:${edge.port}`, edge])),
    triggers: compileTriggers(graph.nodes),
    choices,
  };
}

const compiled = new WeakMap<FlowGraph, CompiledFlow>();

/**
 * The compiled form of a frozen graph, made once per graph object. Callers keep bundles by hash, so that equal bundles
 * are one object.
 */
export function compiledFlowOf(graph: FlowGraph): CompiledFlow {
  const known = compiled.get(graph);
  if (known) return known;
  const made = compileFlow(graph);
  compiled.set(graph, made);
  return made;
}
