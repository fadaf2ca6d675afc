import type {
  AssistantCheck,
  AssistantScope,
  AssistantSetup,
  AssistantToken,
  AttentionList,
  Board,
  BoardQuery,
  BoundFlow,
  BulkIncidentsResult,
  CalendarList,
  CalendarSetup,
  ChannelSetup,
  CreateAssistant,
  CreateChannel,
  CreatedChannel,
  CreateFlow,
  CreateFunnel,
  CreateIntegration,
  CreateSignal,
  CrmHookAddress,
  CrmUserList,
  ReleasedWebhook,
  DialogueDetail,
  DialogueFlow,
  DialogueList,
  DialogueListQuery,
  DialogueMessage,
  DialogueRecording,
  Distribution,
  DistributionSettings,
  DraftBundle,
  Flow,
  FlowDiffView,
  FlowFile,
  FlowFinding,
  FlowImpact,
  FlowList,
  FlowTraffic,
  FlowVersion,
  FlowVersionList,
  FunnelList,
  FunnelSetup,
  FunnelSignals,
  HeldMessage,
  Incident,
  IncidentAction,
  IntegrationAuthorization,
  IntegrationCheck,
  IntegrationSetup,
  LinkManager,
  Me,
  MoveBoardCard,
  NewAssistantToken,
  OutgoingWebhookSecret,
  OutgoingWebhookSetup,
  Overview,
  PeopleList,
  PersonSetup,
  PublishedFlow,
  SaveCalendar,
  SavedAssistant,
  SavedChannel,
  SavedIntegration,
  SavedFunnel,
  SavedFunnelSignals,
  SavedSignal,
  SavedStageMapping,
  SaveFunnel,
  SaveStageMapping,
  SignalList,
  StageMappingSetup,
  TestMove,
  TestMoveReport,
  Timeline,
  UpdateAssistant,
  UpdateAvailability,
  UpdateChannel,
  UpdateIntegration,
  UpdatePerson,
  UpdateSignal,
  WebhookCrmSecret,
} from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { request } from './http.ts';

const id = encodeURIComponent;

function query(parameters: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined) search.set(key, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** What happens to open dialogues when something is published. */
export type OpenDialogues = 'stay' | 'move';

/** The funnel and the CRM that a mapping binds. */
export interface MappingPlace {
  funnelId: string;
  integrationId: string;
}

/** A value that a signal carries. */
export type PayloadValue = string | number | boolean;

const settlePaths: Record<IncidentAction, string> = { retry: 'retry', skip: 'skip', handOver: 'hand-over' };

/** The API's routes as functions; one place knows their paths. */
export const api = {
  login: (body: { email: string; password: string }) => request<Me>('/api/auth/login', { method: 'POST', body }),
  logout: () => request<void>('/api/auth/logout', { method: 'POST' }),
  me: (signal?: AbortSignal) => request<Me>('/api/auth/me', { signal }),
  updateMe: (body: { locale: 'ru' | 'en' }) => request<Me>('/api/auth/me', { method: 'PATCH', body }),
  changePassword: (body: { current: string; next: string }) =>
    request<void>('/api/auth/password', { method: 'POST', body }),

  overview: (signal?: AbortSignal) => request<Overview>('/api/overview', { signal }),

  dialogues: (filter: DialogueListQuery, signal?: AbortSignal) => {
    const { limit, ...others } = filter;
    const parameters = { ...others, limit: typeof limit === 'number' ? limit : undefined };
    return request<DialogueList>(`/api/dialogues${query(parameters)}`, { signal });
  },
  dialogue: (dialogueId: string, signal?: AbortSignal) =>
    request<DialogueDetail>(`/api/dialogues/${id(dialogueId)}`, { signal }),
  timeline: (dialogueId: string, signal?: AbortSignal) =>
    request<Timeline>(`/api/dialogues/${id(dialogueId)}/timeline`, { signal }),
  recording: (dialogueId: string, turn: number, signal?: AbortSignal) =>
    request<DialogueRecording>(`/api/dialogues/${id(dialogueId)}/recording${query({ turn })}`, { signal }),
  dialogueFlow: (dialogueId: string, signal?: AbortSignal) =>
    request<DialogueFlow>(`/api/dialogues/${id(dialogueId)}/flow`, { signal }),
  reply: (dialogueId: string, body: { id: string; text: string }) =>
    request<DialogueMessage>(`/api/dialogues/${id(dialogueId)}/messages`, { method: 'POST', body }),
  returnToAssistant: (dialogueId: string) =>
    request<void>(`/api/dialogues/${id(dialogueId)}/return`, { method: 'POST' }),
  markRead: (dialogueId: string) => request<void>(`/api/dialogues/${id(dialogueId)}/read`, { method: 'POST' }),
  typing: (dialogueId: string) => request<void>(`/api/dialogues/${id(dialogueId)}/typing`, { method: 'POST' }),

  flows: (signal?: AbortSignal) => request<FlowList>('/api/flows', { signal }),
  flow: (flowId: string, signal?: AbortSignal) => request<Flow>(`/api/flows/${id(flowId)}`, { signal }),
  /** @param span from a moment on and before another one, ISO 8601; without it, until now */
  flowTraffic: (flowId: string, span: { from: string; to?: string | undefined }, signal?: AbortSignal) =>
    request<FlowTraffic>(`/api/flows/${id(flowId)}/traffic${query(span)}`, { signal }),
  findings: (flowId: string, signal?: AbortSignal) =>
    request<{ findings: FlowFinding[] }>(`/api/flows/${id(flowId)}/findings`, { signal }),
  /** @param keepalive the page is about to close: the request outlives it (at most 64 kB) */
  saveDraft: (flowId: string, body: { revision: number; graph: FlowGraph }, keepalive = false) =>
    request<Flow>(`/api/flows/${id(flowId)}/draft`, { method: 'PUT', body, keepalive }),
  createFlow: (body: CreateFlow) => request<Flow>('/api/flows', { method: 'POST', body }),
  importFlow: (content: string) => request<Flow>('/api/flows/import', { method: 'POST', body: { content } }),
  exportFlow: (flowId: string, of: 'draft' | 'live') =>
    request<FlowFile>(`/api/flows/${id(flowId)}/export${query({ of })}`),
  renameFlow: (flowId: string, name: CreateFlow['name']) =>
    request<Flow>(`/api/flows/${id(flowId)}`, { method: 'PATCH', body: { name } }),
  archiveFlow: (flowId: string) => request<Flow>(`/api/flows/${id(flowId)}/archive`, { method: 'POST' }),
  unarchiveFlow: (flowId: string) => request<Flow>(`/api/flows/${id(flowId)}/unarchive`, { method: 'POST' }),
  draftDiff: (flowId: string, signal?: AbortSignal) =>
    request<FlowDiffView>(`/api/flows/${id(flowId)}/draft/diff`, { signal }),
  publishFlow: (flowId: string, body: { revision: number; note: string; openDialogues: OpenDialogues }) =>
    request<PublishedFlow>(`/api/flows/${id(flowId)}/publish`, { method: 'POST', body }),
  draftBundle: (flowId: string, channelId: string | null, signal?: AbortSignal) =>
    request<DraftBundle>(`/api/flows/${id(flowId)}/draft/bundle${query({ channelId: channelId ?? undefined })}`, {
      signal,
    }),
  draftImpact: (flowId: string, signal?: AbortSignal) =>
    request<FlowImpact>(`/api/flows/${id(flowId)}/draft/impact`, { signal }),
  flowVersions: (flowId: string, signal?: AbortSignal) =>
    request<FlowVersionList>(`/api/flows/${id(flowId)}/versions`, { signal }),
  flowVersion: (flowId: string, number: number, signal?: AbortSignal) =>
    request<FlowVersion>(`/api/flows/${id(flowId)}/versions/${number}`, { signal }),
  versionImpact: (flowId: string, number: number, signal?: AbortSignal) =>
    request<FlowImpact>(`/api/flows/${id(flowId)}/versions/${number}/impact`, { signal }),
  restoreFlow: (flowId: string, number: number, body: { note: string; openDialogues: OpenDialogues }) =>
    request<PublishedFlow>(`/api/flows/${id(flowId)}/versions/${number}/restore`, { method: 'POST', body }),
  discardDraft: (flowId: string) => request<Flow>(`/api/flows/${id(flowId)}/discard`, { method: 'POST' }),

  setResponsible: (dialogueId: string, body: { managerId: string }) =>
    request<void>(`/api/dialogues/${id(dialogueId)}/responsible`, { method: 'PUT', body }),

  people: (signal?: AbortSignal) => request<PeopleList>('/api/people', { signal }),
  updatePerson: (userId: string, body: UpdatePerson) =>
    request<PersonSetup>(`/api/people/${id(userId)}`, { method: 'PUT', body }),
  updateAvailability: (body: UpdateAvailability) =>
    request<PersonSetup>('/api/me/availability', { method: 'PUT', body }),
  calendars: (signal?: AbortSignal) => request<CalendarList>('/api/calendars', { signal }),
  createCalendar: (body: SaveCalendar) => request<CalendarSetup>('/api/calendars', { method: 'POST', body }),
  updateCalendar: (calendarId: string, body: SaveCalendar) =>
    request<CalendarSetup>(`/api/calendars/${id(calendarId)}`, { method: 'PUT', body }),
  deleteCalendar: (calendarId: string) => request<void>(`/api/calendars/${id(calendarId)}`, { method: 'DELETE' }),
  distribution: (funnelId: string, signal?: AbortSignal) =>
    request<Distribution>(`/api/funnels/${id(funnelId)}/distribution`, { signal }),
  saveDistribution: (funnelId: string, body: DistributionSettings) =>
    request<Distribution>(`/api/funnels/${id(funnelId)}/distribution`, { method: 'PUT', body }),

  channels: (signal?: AbortSignal) => request<{ channels: ChannelSetup[] }>('/api/channels', { signal }),
  createChannel: (body: CreateChannel) => request<CreatedChannel>('/api/channels', { method: 'POST', body }),
  removeChannel: (channelId: string) => request<void>(`/api/channels/${id(channelId)}`, { method: 'DELETE' }),
  updateChannel: (channelId: string, body: UpdateChannel) =>
    request<SavedChannel>(`/api/channels/${id(channelId)}`, { method: 'PATCH', body }),
  bindFlow: (channelId: string, body: { flowId: string; allChannels: boolean; openDialogues: OpenDialogues }) =>
    request<BoundFlow>(`/api/channels/${id(channelId)}/flow`, { method: 'PUT', body }),
  integrations: (signal?: AbortSignal) =>
    request<{ integrations: IntegrationSetup[] }>('/api/integrations', { signal }),
  createIntegration: (body: CreateIntegration) =>
    request<IntegrationSetup>('/api/integrations', { method: 'POST', body }),
  /** The server waits up to 15 seconds for the CRM that the integration leaves. */
  updateIntegration: (integrationId: string, body: UpdateIntegration) =>
    request<SavedIntegration>(`/api/integrations/${id(integrationId)}`, { method: 'PATCH', body, timeoutMs: 30_000 }),
  /** The server waits up to 10 seconds for the CRM, and for a free place among its requests. */
  checkIntegration: (integrationId: string) =>
    request<IntegrationCheck>(`/api/integrations/${id(integrationId)}/check`, { method: 'POST', timeoutMs: 30_000 }),
  authorizeIntegration: (integrationId: string) =>
    request<IntegrationAuthorization>(`/api/integrations/${id(integrationId)}/authorization`, { method: 'POST' }),
  /** Where the CRM sends its webhooks, told this once. */
  renewHookAddress: (integrationId: string) =>
    request<CrmHookAddress>(`/api/integrations/${id(integrationId)}/hook`, { method: 'POST' }),
  setHookToken: (integrationId: string, token: string) =>
    request<void>(`/api/integrations/${id(integrationId)}/hook-token`, { method: 'PUT', body: { token } }),
  reconcileIntegration: (integrationId: string) =>
    request<void>(`/api/integrations/${id(integrationId)}/reconcile`, { method: 'POST' }),
  renewIntegrationSecret: (integrationId: string) =>
    request<WebhookCrmSecret>(`/api/integrations/${id(integrationId)}/secret`, { method: 'POST' }),
  /** The server asks the CRM, as a check does. */
  crmUsers: (integrationId: string, signal?: AbortSignal) =>
    request<CrmUserList>(`/api/integrations/${id(integrationId)}/crm-users`, { signal, timeoutMs: 30_000 }),
  linkManager: (integrationId: string, userId: string, body: LinkManager) =>
    request<void>(`/api/integrations/${id(integrationId)}/managers/${id(userId)}`, { method: 'PUT', body }),
  removeIntegration: (integrationId: string) =>
    request<ReleasedWebhook>(`/api/integrations/${id(integrationId)}`, { method: 'DELETE', timeoutMs: 30_000 }),
  funnels: (signal?: AbortSignal) => request<FunnelList>('/api/funnels', { signal }),
  funnel: (funnelId: string, signal?: AbortSignal) => request<FunnelSetup>(`/api/funnels/${id(funnelId)}`, { signal }),
  board: (funnelId: string, { search, manager, channel, take }: BoardQuery, signal?: AbortSignal) =>
    request<Board>(`/api/funnels/${id(funnelId)}/board${query({ search, manager, channel, take })}`, { signal }),
  moveOnBoard: (funnelId: string, body: MoveBoardCard) =>
    request<void>(`/api/funnels/${id(funnelId)}/board/moves`, { method: 'POST', body }),
  createFunnel: (body: CreateFunnel) => request<FunnelSetup>('/api/funnels', { method: 'POST', body }),
  saveFunnel: (funnelId: string, body: SaveFunnel) =>
    request<SavedFunnel>(`/api/funnels/${id(funnelId)}`, { method: 'PUT', body }),
  stageMapping: (
    { funnelId, integrationId }: MappingPlace,
    options: { card?: StageMappingSetup['card'] | undefined; fresh?: 'true' | undefined },
    signal?: AbortSignal,
  ) =>
    request<StageMappingSetup>(`/api/funnels/${id(funnelId)}/mapping/${id(integrationId)}${query(options)}`, {
      signal,
    }),
  saveStageMapping: ({ funnelId, integrationId }: MappingPlace, body: SaveStageMapping) =>
    request<SavedStageMapping>(`/api/funnels/${id(funnelId)}/mapping/${id(integrationId)}`, { method: 'PUT', body }),
  /** The card is always brought back, whatever time the CRM takes for it. */
  testMove: ({ funnelId, integrationId }: MappingPlace, body: TestMove) =>
    request<TestMoveReport>(`/api/funnels/${id(funnelId)}/mapping/${id(integrationId)}/test-move`, {
      method: 'POST',
      body,
      timeoutMs: 180_000,
    }),

  assistants: (signal?: AbortSignal) => request<{ assistants: AssistantSetup[] }>('/api/assistants', { signal }),
  createAssistant: (body: CreateAssistant) => request<AssistantSetup>('/api/assistants', { method: 'POST', body }),
  removeAssistant: (assistantId: string) => request<void>(`/api/assistants/${id(assistantId)}`, { method: 'DELETE' }),
  updateAssistant: (assistantId: string, body: UpdateAssistant) =>
    request<SavedAssistant>(`/api/assistants/${id(assistantId)}`, { method: 'PATCH', body }),
  /** The server waits up to 20 seconds for the model. */
  checkAssistant: (assistantId: string) =>
    request<AssistantCheck>(`/api/assistants/${id(assistantId)}/check`, { method: 'POST', timeoutMs: 30_000 }),
  assistantTokens: (assistantId: string, signal?: AbortSignal) =>
    request<{ tokens: AssistantToken[] }>(`/api/assistants/${id(assistantId)}/tokens`, { signal }),
  createAssistantToken: (assistantId: string, body: { name: string; scopes: AssistantScope[] }) =>
    request<NewAssistantToken>(`/api/assistants/${id(assistantId)}/tokens`, { method: 'POST', body }),
  revokeAssistantToken: (assistantId: string, tokenId: string) =>
    request<void>(`/api/assistants/${id(assistantId)}/tokens/${id(tokenId)}`, { method: 'DELETE' }),
  webhooks: (signal?: AbortSignal) =>
    request<{ webhooks: OutgoingWebhookSetup[] }>('/api/outgoing-webhooks', { signal }),
  createWebhook: (body: { name: string; url: string }) =>
    request<OutgoingWebhookSecret>('/api/outgoing-webhooks', { method: 'POST', body }),
  updateWebhook: (webhookId: string, body: { name?: string; url?: string; enabled?: boolean }) =>
    request<OutgoingWebhookSetup>(`/api/outgoing-webhooks/${id(webhookId)}`, { method: 'PATCH', body }),
  renewWebhookSecret: (webhookId: string) =>
    request<OutgoingWebhookSecret>(`/api/outgoing-webhooks/${id(webhookId)}/secret`, { method: 'POST' }),
  deleteWebhook: (webhookId: string) => request<void>(`/api/outgoing-webhooks/${id(webhookId)}`, { method: 'DELETE' }),

  incidents: (state: 'open' | 'resolved', signal?: AbortSignal) =>
    request<{ incidents: Incident[] }>(`/api/incidents${query({ state })}`, { signal }),
  settleIncident: (incidentId: string, action: IncidentAction) =>
    request<void>(`/api/incidents/${id(incidentId)}/${settlePaths[action]}`, { method: 'POST' }),
  settleIncidents: (body: { action: IncidentAction } & ({ ids: string[] } | { code: string })) =>
    request<BulkIncidentsResult>('/api/incidents/bulk', { method: 'POST', body }),
  attention: (signal?: AbortSignal) => request<AttentionList>('/api/attention', { signal }),

  signals: (signal?: AbortSignal) => request<SignalList>('/api/signals', { signal }),
  createSignal: (body: CreateSignal) => request<SavedSignal>('/api/signals', { method: 'POST', body }),
  updateSignal: (name: string, body: UpdateSignal) =>
    request<SavedSignal>(`/api/signals/${id(name)}`, { method: 'PUT', body }),
  deleteSignal: (name: string) => request<void>(`/api/signals/${id(name)}`, { method: 'DELETE' }),
  funnelSignals: (funnelId: string, signal?: AbortSignal) =>
    request<FunnelSignals>(`/api/funnels/${id(funnelId)}/signals`, { signal }),
  saveFunnelSignals: (funnelId: string, body: FunnelSignals & { openDialogues: OpenDialogues }) =>
    request<SavedFunnelSignals>(`/api/funnels/${id(funnelId)}/signals`, { method: 'PUT', body }),
  sendSignal: (dialogueId: string, body: { id: string; name: string; payload: Record<string, PayloadValue> }) =>
    request<void>(`/api/dialogues/${id(dialogueId)}/signals`, { method: 'POST', body }),
  moveToStage: (dialogueId: string, body: { id: string; stageKey: string }) =>
    request<void>(`/api/dialogues/${id(dialogueId)}/stage`, { method: 'POST', body }),
  pressButton: (dialogueId: string, triggerId: string, body: { id: string }) =>
    request<void>(`/api/dialogues/${id(dialogueId)}/run/${id(triggerId)}`, { method: 'POST', body }),

  held: (signal?: AbortSignal) => request<{ held: HeldMessage[]; total: number }>('/api/held', { signal }),
  releaseHeld: (heldId: string) => request<void>(`/api/held/${id(heldId)}/release`, { method: 'POST' }),
  discardHeld: (heldId: string) => request<void>(`/api/held/${id(heldId)}/discard`, { method: 'POST' }),
};
