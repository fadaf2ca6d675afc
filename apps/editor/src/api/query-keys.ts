import type { BoardQuery, DialogueListQuery, StageMappingSetup } from '@voronka/contracts';

type CardKind = StageMappingSetup['card'];

/** Keys of the query cache. A prefix names a whole family, so that live updates can refresh it. */
export const keys = {
  me: ['me'] as const,
  overview: ['overview'] as const,
  dialogueLists: ['dialogues'] as const,
  dialogueList: (filter: DialogueListQuery) => ['dialogues', filter] as const,
  dialogue: (dialogueId: string) => ['dialogue', dialogueId] as const,
  dialogueDetail: (dialogueId: string) => ['dialogue', dialogueId, 'detail'] as const,
  timeline: (dialogueId: string) => ['dialogue', dialogueId, 'timeline'] as const,
  dialogueFlow: (dialogueId: string) => ['dialogue', dialogueId, 'flow'] as const,
  flows: ['flows'] as const,
  flow: (flowId: string) => ['flows', flowId] as const,
  draftBundle: (flowId: string, revision: number, channelId: string | null) =>
    ['flows', flowId, 'bundle', revision, channelId] as const,
  draftImpact: (flowId: string, revision: number) => ['flows', flowId, 'impact', revision] as const,
  draftDiff: (flowId: string, revision: number) => ['flows', flowId, 'diff', revision] as const,
  flowVersions: (flowId: string) => ['flows', flowId, 'versions'] as const,
  flowVersion: (flowId: string, number: number) => ['flows', flowId, 'version', number] as const,
  versionImpact: (flowId: string, number: number) => ['flows', flowId, 'versions', number] as const,
  flowTraffics: ['flow-traffic'] as const,
  flowTraffic: (flowId: string, { from, to }: { from: string; to?: string | undefined }) =>
    ['flow-traffic', flowId, from, to ?? null] as const,
  /** What was recorded up to a decision never changes: nothing makes it stale. */
  recording: (dialogueId: string, turn: number) => ['recording', dialogueId, turn] as const,
  replay: (dialogueId: string, turn: number, bundleHash: string | null) =>
    ['recording', dialogueId, turn, 'by', bundleHash] as const,
  findings: (flowId: string) => ['flows', flowId, 'findings'] as const,
  channels: ['channels'] as const,
  integrations: ['integrations'] as const,
  integrationCheck: (integrationId: string) => ['integration-check', integrationId] as const,
  crmUsers: (integrationId: string) => ['crm-users', integrationId] as const,
  funnels: ['funnels'] as const,
  funnel: (funnelId: string) => ['funnels', funnelId] as const,
  boards: ['boards'] as const,
  board: (funnelId: string, query: BoardQuery) => ['boards', funnelId, query] as const,
  stageMappings: (funnelId: string) => ['funnels', funnelId, 'mapping'] as const,
  stageMapping: (funnelId: string, integrationId: string, card: CardKind | null) =>
    ['funnels', funnelId, 'mapping', integrationId, card] as const,
  incidents: ['incidents'] as const,
  incidentList: (state: 'open' | 'resolved') => ['incidents', state] as const,
  attention: ['attention'] as const,
  signals: ['signals'] as const,
  funnelSignals: (funnelId: string) => ['signals', 'funnel', funnelId] as const,
  held: ['held'] as const,
  people: ['people'] as const,
  calendars: ['calendars'] as const,
  assistants: ['assistants'] as const,
  assistantTokens: (assistantId: string) => ['assistant-tokens', assistantId] as const,
  webhooks: ['outgoing-webhooks'] as const,
  distributions: ['distribution'] as const,
  distribution: (funnelId: string) => ['distribution', funnelId] as const,
};
