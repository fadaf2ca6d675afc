import type { Choice, ChoiceRule } from '../rules/choice.ts';
import type { SlotKey } from '../slots/slot-declaration.ts';
import type { ConditionTree, FlowEdge, FlowGraph, FlowNode, FlowNodeOf, LocalizedText } from './flow-graph.ts';
import { startsOf } from './node-specifications.ts';
import { slotKnownTitle, slotTitleOf } from './slot-titles.ts';

/** A trigger that starts the token. */
type TokenTrigger = FlowNodeOf<'newDialogueTrigger'> | FlowNodeOf<'clientMessageTrigger'>;

/** A trigger that runs beside the conversation. */
export type BesideTrigger = FlowNodeOf<
  | 'signalTrigger'
  | 'stageMovedTrigger'
  | 'responsibleChangedTrigger'
  | 'timerTrigger'
  | 'silenceTrigger'
  | 'manualTrigger'
>;

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
  /** Triggers on a client message that may answer beside an open question. */
  interruptions: Choice | null;
  /** Triggers that run beside the conversation, by id. */
  beside: readonly BesideTrigger[];
  /** By node id: every `rule`, `ask` and beside trigger, and every `qualify` with criteria. */
  choices: ReadonlyMap<string, Choice>;
  /** The node that keeps the conversation on the card, if the flow has one. */
  historyNode: FlowNode | null;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function allKnownTitle(graph: FlowGraph, slots: readonly SlotKey[]): LocalizedText {
  const [only] = slots;
  if (only !== undefined && slots.length === 1) return slotKnownTitle(graph, only);
  const list = (locale: 'ru' | 'en', and: string): string => {
    const names = slots.map((slot) => slotTitleOf(graph, slot)[locale]);
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

const clientWrote: ConditionTree = {
  fact: 'client.messages',
  operator: 'greaterThan',
  value: 0,
  label: { ru: 'Клиент написал', en: 'The client wrote' },
};

const notStarted: ConditionTree = {
  fact: 'flow.started',
  operator: 'equal',
  value: false,
  label: { ru: 'Сценарий в этом обращении ещё не начинался', en: 'The flow has not begun in this episode yet' },
};

function tokenConditions(node: TokenTrigger): ConditionTree[] {
  const all: ConditionTree[] = [clientWrote, ...(node.kind === 'newDialogueTrigger' ? [notStarted] : [])];
  if (node.kind === 'clientMessageTrigger' && node.config.oncePerEpisode) {
    all.push({
      fact: 'triggers.used',
      operator: 'doesNotContain',
      value: node.id,
      label: { ru: 'Ещё не срабатывал в этом обращении', en: 'Has not fired in this episode yet' },
    });
  }
  if (node.config.when) all.push(node.config.when);
  return all;
}

function isTokenTrigger(node: FlowNode): node is TokenTrigger {
  return startsOf(node) === 'token';
}

function compileInterruptions(nodes: readonly FlowNode[]): Choice | null {
  const interrupting = nodes.filter((node) => node.kind === 'clientMessageTrigger' && node.config.interrupts === true);
  if (interrupting.length === 0) return null;
  return { ...compileTriggers(interrupting.filter(isTokenTrigger)), otherwisePort: 'none' };
}

function compileTriggers(nodes: readonly TokenTrigger[]): Choice {
  const triggers = [...nodes];
  triggers.sort((a, b) => (a.id < b.id ? -1 : 1));
  const rules = triggers.map((node): ChoiceRule => {
    return {
      id: `${node.id}:next`,
      title: node.label,
      port: node.id,
      priority: node.config.priority,
      conditions: { all: tokenConditions(node) },
    };
  });
  return { nodeId: triggersNodeId, rules: withUniquePriorities(rules), otherwisePort: null };
}

/** The condition of a trigger beside the conversation; without one it runs whenever its event comes. */
function compileBeside(node: BesideTrigger): Choice | null {
  const { when } = node.config;
  if (!when) return null;
  const rule = { id: `${node.id}:next`, title: node.label, port: 'next', priority: 1, conditions: when };
  return { nodeId: node.id, rules: [rule], otherwisePort: null };
}

function compileCriteria(node: FlowNodeOf<'qualify'>): Choice | null {
  const criteria = node.config.criteria ?? [];
  if (criteria.length === 0) return null;
  const rules = criteria.map(({ reason, when }, at): ChoiceRule => {
    return {
      id: `${node.id}:${at}`,
      title: reason,
      port: String(at),
      priority: criteria.length - at,
      conditions: when,
    };
  });
  return { nodeId: node.id, rules, otherwisePort: 'none', policy: 'all' };
}

function compileRule(node: FlowNodeOf<'rule'>): Choice {
  const rules = node.config.outputs.map(({ port, title, priority, conditions }): ChoiceRule => {
    return { id: `${node.id}:${port}`, title, port, priority, conditions };
  });
  return {
    nodeId: node.id,
    rules: withUniquePriorities(rules),
    otherwisePort: 'otherwise',
    ...(node.config.policy === 'all' ? { policy: 'all' as const } : {}),
  };
}

function compileAsk(graph: FlowGraph, node: FlowNodeOf<'ask'>): Choice {
  const known = node.config.slots.map((slot): ConditionTree => {
    const label = slotKnownTitle(graph, slot);
    if (node.config.skipKnown === false) {
      return { fact: 'ask.missing', operator: 'doesNotContain', value: slot, label };
    }
    return { fact: `slots.${slot}.known`, operator: 'equal', value: true, label };
  });
  return {
    nodeId: node.id,
    rules: [
      {
        id: `${node.id}:collected`,
        title: allKnownTitle(graph, node.config.slots),
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
  const beside: BesideTrigger[] = [];
  for (const node of graph.nodes) {
    if (startsOf(node) === 'beside') beside.push(node as BesideTrigger);
    const choice = compileChoiceOf(graph, node);
    if (choice) choices.set(node.id, choice);
  }
  beside.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    edges: new Map(graph.edges.map((edge) => [`${edge.source}:${edge.port}`, edge])),
    triggers: compileTriggers(graph.nodes.filter(isTokenTrigger)),
    interruptions: compileInterruptions(graph.nodes),
    beside,
    choices,
    historyNode: graph.nodes.find((node) => node.kind === 'attachHistory') ?? null,
  };
}

function compileChoiceOf(graph: FlowGraph, node: FlowNode): Choice | null {
  switch (node.kind) {
    case 'rule':
      return compileRule(node);
    case 'ask':
      return compileAsk(graph, node);
    case 'qualify':
      return compileCriteria(node);
    default:
      return startsOf(node) === 'beside' ? compileBeside(node as BesideTrigger) : null;
  }
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
