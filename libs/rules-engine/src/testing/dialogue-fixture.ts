import type {
  AssistantMode,
  Bundle,
  ChannelSwitches,
  Command,
  CommandKind,
  CommandOf,
  Decision,
  DecisionContext,
  DialogueEventBody,
  DialogueState,
  FlowGraph,
  FlowNode,
  FlowNodeOf,
  Funnel,
  NodeConfigs,
  NodeKind,
} from '@voronka/domain';
import {
  computePermissions,
  crmCapabilities,
  decide,
  initialDialogueState,
  portsOf,
  priceAndContactFlow,
} from '@voronka/domain';
import { createEvaluator } from '../evaluator.ts';
import { createPhoneParser } from '../phone-parser.ts';

/** The funnel of the demo. */
export const demoFunnel: Funnel = {
  id: 'funnel',
  name: { ru: 'Продажи', en: 'Sales' },
  stages: [
    { key: 'unsorted', name: { ru: 'Неразобранное', en: 'Unsorted' }, sort: 10, semantics: 'open' },
    { key: 'firstContact', name: { ru: 'Первичный контакт', en: 'First contact' }, sort: 20, semantics: 'open' },
    { key: 'negotiation', name: { ru: 'Переговоры', en: 'Negotiation' }, sort: 30, semantics: 'open' },
    { key: 'decision', name: { ru: 'Принятие решения', en: 'Decision' }, sort: 40, semantics: 'open' },
    { key: 'won', name: { ru: 'Успешно реализовано', en: 'Closed won' }, sort: 50, semantics: 'won' },
    { key: 'lost', name: { ru: 'Закрыто и не реализовано', en: 'Closed lost' }, sort: 60, semantics: 'lost' },
  ],
};

export const allSwitchesOn: ChannelSwitches = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};

/** What a test wants different from the demo. */
export interface FixtureOptions {
  flow?: FlowGraph;
  mode?: AssistantMode;
  switches?: Partial<ChannelSwitches>;
  policies?: Partial<Bundle['content']['policies']>;
  withoutAssistant?: boolean;
}

export const evaluate = createEvaluator();
export const parsePhone = createPhoneParser();
export const now = '2026-03-01T09:00:00.000Z';

/** A dialogue that decides event after event, as the worker does, and keeps all decisions. */
export class TestDialogue {
  readonly bundle: Bundle;
  readonly decisions: Decision[] = [];
  context: DecisionContext;
  state: DialogueState;
  private seq = 0;

  constructor(options: FixtureOptions = {}) {
    const { flow = priceAndContactFlow, mode = 'qualifiesAndCreatesLead', policies = {} } = options;
    const switches = { ...allSwitchesOn, ...options.switches };
    this.bundle = {
      hash: 'bundle-hash',
      content: {
        version: 1,
        flowId: 'flow',
        flow,
        funnel: demoFunnel,
        stageMapping: {},
        channel: { id: 'channel', name: 'Сайт', switches, defaultCountry: 'RU', defaultLocale: 'ru' },
        assistant: options.withoutAssistant ? null : { id: 'assistant', mode },
        policies: { automaticTags: [], notes: true, history: true, ...policies },
      },
    };
    this.context = {
      now,
      permissions: computePermissions({
        mode: options.withoutAssistant ? null : mode,
        switches,
        capabilities: crmCapabilities.bitrix24,
        integrationEnabled: true,
      }),
      contactKnown: false,
      lead: 'none',
      stageKey: null,
      historyAttached: false,
      assistantOff: false,
      channelName: 'Сайт',
    };
    this.state = initialDialogueState('ru');
  }

  /** Decides one event. */
  async on(body: DialogueEventBody): Promise<Decision> {
    this.seq += 1;
    const event = { ...body, seq: this.seq, at: now };
    const decision = await decide(this.bundle, this.state, event, { evaluate, parsePhone, context: this.context });
    this.state = decision.nextState;
    this.decisions.push(decision);
    return decision;
  }

  /** The client writes. */
  client(text: string): Promise<Decision> {
    return this.on({ kind: 'clientMessage', messageId: `message-${this.seq + 1}`, text });
  }

  manager(text: string): Promise<Decision> {
    return this.on({ kind: 'managerMessage', messageId: `message-${this.seq + 1}`, managerId: 'manager', text });
  }

  giveBack(): Promise<Decision> {
    return this.on({ kind: 'returnedToAssistant', byUserId: 'manager' });
  }

  retry(nodeId: string): Promise<Decision> {
    return this.on({ kind: 'incidentRetried', incidentId: 'incident', nodeId, byUserId: 'manager' });
  }
}

/** Kinds of the commands, in order. */
export function kinds(decision: Decision): CommandKind[] {
  return decision.commands.map((command) => command.kind);
}

/** The only command of a kind. */
export function only<K extends CommandKind>(decision: Decision, kind: K): CommandOf<K> {
  const found = decision.commands.filter((command): command is CommandOf<K> => command.kind === kind);
  const [command] = found;
  if (found.length !== 1 || !command) throw new Error(`expected one ${kind}, got: ${kinds(decision).join(', ')}`);
  return command;
}

/** What the client reads of a decision. */
export function words(decision: Decision): string[] {
  return decision.commands.flatMap((command: Command) => {
    if (command.kind === 'ask' || command.kind === 'reply') return [command.text];
    return command.kind === 'handOff' && command.text !== null ? [command.text] : [];
  });
}

/** A node of a test's own flow. */
export function node<K extends NodeKind>(id: string, kind: K, config: NodeConfigs[K]): FlowNodeOf<K> {
  const made = { id, kind, label: { ru: id, en: id }, position: { x: 0, y: 0 }, config };
  return made as unknown as FlowNodeOf<K>;
}

/** Both languages alike. */
export function text(value: string): { ru: string; en: string } {
  return { ru: value, en: value };
}

/** A flow of nodes that follow one another by their first port; `links` adds or replaces edges as `node:port` → node. */
export function chain(nodes: FlowNode[], links: Record<string, string | null> = {}): FlowGraph {
  const targets = new Map<string, string>();
  nodes.forEach((source, at) => {
    const target = nodes[at + 1];
    const [port] = portsOf(source);
    if (target && port) targets.set(`${source.id}:${port.port}`, target.id);
  });
  for (const [from, target] of Object.entries(links)) {
    if (target === null) targets.delete(from);
    else targets.set(from, target);
  }
  const edges = [...targets].map(([from, target]) => {
    const [source = '', port = ''] = from.split(':');
    return { id: `${from}>${target}`, source, port, target };
  });
  return { nodes, edges };
}

/** A trigger that takes any message, as often as it comes. */
export function anyMessage(config: Partial<NodeConfigs['clientMessageTrigger']> = {}): FlowNode {
  return node('start', 'clientMessageTrigger', { when: null, oncePerEpisode: true, priority: 1, ...config });
}
