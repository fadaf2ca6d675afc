import { crmCapabilities } from '../../../permission/crm-capabilities.ts';
import type { CrmCapabilities, PermissionTable } from '../../../permission/permission.ts';
import { computePermissions } from '../../../permission/permission.ts';
import type { AssistantMode } from '../../../permission/permission.ts';
import type { ConditionTree, FlowGraph, FlowNode } from '../../flow-graph.ts';
import type { FindingCode } from '../finding.ts';
import type { surroundingsKinds } from '../kinds/surroundings.kinds.ts';
import type { FindingCase } from './finding-case.ts';
import { chain, end, flow, node, onCard, start, text } from './flows.ts';

/** Permissions of an assistant in a mode, with everything switched on. */
export function permissionsOf(mode: AssistantMode, capabilities: Partial<CrmCapabilities> = {}): PermissionTable {
  return computePermissions({
    mode,
    switches: {
      createContact: true,
      createLead: true,
      searchExisting: true,
      updateContact: true,
      assignResponsible: true,
    },
    capabilities: { ...crmCapabilities.bitrix24, ...capabilities },
    integrationEnabled: true,
  });
}

const inOne = (one: FlowNode): FlowGraph => chain([start, one, end]);
const moving = (stageKey: string): FlowGraph => onCard(node('move', 'moveStage', { stageKey }));
/** A client who has been silent for an hour gets a tag. */
const tagging = (when: ConditionTree | null): FlowGraph =>
  flow(
    [
      start,
      node('silent', 'silenceTrigger', { minutes: 60, times: 1, when }),
      node('tag', 'addTags', { tags: ['silent'] }),
      end,
    ],
    ['start:next>end', 'silent:next>tag', 'tag:next>end'],
  );
const raising = (signal: string): FlowGraph => inOne(node('raise', 'raiseSignal', { signal }));
const running = (flowId: string): FlowGraph => inOne(node('sub', 'subFlow', { flowId }));
const calling = (webhookId: string): FlowGraph =>
  inOne(node('call', 'callWebhook', { webhookId, waitForAnswer: false, answer: {} }));

const ready = { name: 'readyToCall', title: text('ready to call') };
const byOperator = { ...ready, sources: ['operator' as const], fields: [] };
const byRule = { ...ready, sources: ['rule' as const], fields: [] };

const greeting = chain([start, node('hi', 'reply', { text: text('hi') }), end]);
const inner = { ...greeting, slots: [{ key: 'city', title: text('city'), kind: 'text' as const }] };
const asksForACity = (kind: 'text' | 'date'): FlowGraph => ({
  ...flow(
    [start, node('sub', 'subFlow', { flowId: 'inner' }), node('hi', 'reply', { text: text('{{city}}') }), end],
    ['start:next>sub', 'sub:next>hi', 'hi:next>end'],
  ),
  slots: [{ key: 'city', title: text('the city'), kind }],
});

/** Flows that run each other, `deep0` down to the last. */
function nested(levels: number): ReadonlyMap<string, FlowGraph> {
  return new Map(
    Array.from({ length: levels }, (_, at) => {
      return [`deep${at}`, at === levels - 1 ? greeting : running(`deep${at + 1}`)] as const;
    }),
  );
}

const wide = chain([
  start,
  ...Array.from({ length: 50 }, (_, at) => node(`s${at}`, 'subFlow', { flowId: 'big' })),
  end,
]);
const big = chain([start, ...Array.from({ length: 100 }, (_, at) => node(`n${at}`, 'addTags', { tags: ['x'] })), end]);

/** A flow for every finding about the place where a flow runs. */
export const surroundingsCases: Record<keyof typeof surroundingsKinds & FindingCode, FindingCase> = {
  'Flow.UnknownStage': { flow: moving('firstContcat'), at: 'move', near: moving('firstContact'), settled: true },
  'Flow.UnmappedStage': { flow: moving('negotiation'), at: 'move', near: moving('unsorted') },
  'Flow.StepNotPermitted': {
    flow: moving('unsorted'),
    at: 'move',
    within: { permissions: permissionsOf('withoutCrm') },
    near: moving('unsorted'),
    nearWithin: { permissions: permissionsOf('movesStages') },
  },
  'Flow.CapabilityMissing': {
    flow: moving('unsorted'),
    at: 'move',
    within: { permissions: permissionsOf('movesStages', { stages: false }) },
    near: moving('unsorted'),
    nearWithin: { permissions: permissionsOf('movesStages', { tags: false }) },
  },
  'Flow.NoCardYet': {
    flow: tagging(null),
    at: 'tag',
    near: tagging({ fact: 'lead.state', operator: 'equal', value: 'open' }),
    settled: true,
  },
  'Flow.UnknownSignal': {
    flow: raising('readyTocal'),
    at: 'raise',
    within: { signals: [ready] },
    near: raising('readyToCall'),
    settled: true,
  },
  'Flow.SignalRefused': {
    flow: raising('readyToCall'),
    at: 'raise',
    within: { signals: [byOperator] },
    near: raising('readyToCall'),
    nearWithin: { signals: [byRule] },
  },
  'Flow.NoCalendar': {
    flow: inOne(node('wait', 'wait', { for: { kind: 'businessHours' } })),
    at: 'wait',
    within: { hasCalendar: false },
    near: inOne(node('wait', 'wait', { for: { kind: 'businessHours' } })),
    nearWithin: { hasCalendar: true },
  },
  'Flow.UnknownWebhook': {
    flow: calling('old'),
    at: 'call',
    within: { webhooks: ['loyalty'] },
    near: calling('loyalty'),
    settled: true,
  },
  'Flow.SubFlowUnknown': {
    flow: running('gone'),
    at: 'sub',
    within: { flows: [{ id: 'inner', published: true }] },
    near: running('inner'),
    settled: true,
  },
  'Flow.SubFlowUnpublished': {
    flow: running('inner'),
    at: 'sub',
    within: { flows: [{ id: 'inner', published: false }] },
    near: running('inner'),
    nearWithin: { flows: [{ id: 'inner', published: true }] },
  },
  'Flow.SubFlowArchived': {
    flow: running('inner'),
    at: 'sub',
    within: { flows: [{ id: 'inner', published: true, archived: true }] },
    near: running('inner'),
    nearWithin: { flows: [{ id: 'inner', published: true, archived: false }] },
  },
  'Flow.SubFlowRecursive': {
    flow: running('inner'),
    at: 'sub',
    within: { flowId: 'outer', library: new Map([['inner', running('outer')]]) },
    near: running('inner'),
    nearWithin: { flowId: 'outer', library: new Map([['inner', greeting]]) },
  },
  'Flow.SubFlowTooDeep': {
    flow: running('deep0'),
    at: 'sub',
    within: { library: nested(6) },
    near: running('deep0'),
    nearWithin: { library: nested(5) },
  },
  'Flow.SubFlowTooLarge': {
    flow: wide,
    at: null,
    within: { library: new Map([['big', big]]) },
    near: wide,
    nearWithin: { library: new Map([['big', greeting]]) },
  },
  'Flow.SubFlowWithoutStart': {
    flow: running('inner'),
    at: 'sub',
    within: {
      library: new Map([
        [
          'inner',
          flow(
            [node('timer', 'timerTrigger', { afterMinutes: 1, since: 'handOff', when: null }), end],
            ['timer:next>end'],
          ),
        ],
      ]),
    },
    near: running('inner'),
    nearWithin: { library: new Map([['inner', greeting]]) },
  },
  'Flow.SubFlowConflict': {
    flow: asksForACity('date'),
    at: 'sub',
    within: { library: new Map([['inner', inner]]) },
    near: asksForACity('text'),
  },
};
