import type {
  DialogueDetail,
  DialogueFlow,
  DialogueList,
  DialogueListQuery,
  DialogueMessage,
  Flow,
  FlowFinding,
  FlowList,
  FunnelList,
  HeldMessage,
  Incident,
  Me,
  Overview,
  Timeline,
} from '@voronka/contracts';
import { request } from './http.ts';

const id = encodeURIComponent;

function query(parameters: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined) search.set(key, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

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
    const { search, status, today, cursor, limit } = filter;
    const parameters = { search, status, today, cursor, limit: typeof limit === 'number' ? limit : undefined };
    return request<DialogueList>(`/api/dialogues${query(parameters)}`, { signal });
  },
  dialogue: (dialogueId: string, signal?: AbortSignal) =>
    request<DialogueDetail>(`/api/dialogues/${id(dialogueId)}`, { signal }),
  timeline: (dialogueId: string, signal?: AbortSignal) =>
    request<Timeline>(`/api/dialogues/${id(dialogueId)}/timeline`, { signal }),
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
  findings: (flowId: string, signal?: AbortSignal) =>
    request<{ findings: FlowFinding[] }>(`/api/flows/${id(flowId)}/findings`, { signal }),
  publishFlow: (flowId: string, body: { revision: number; note: string }) =>
    request<Flow>(`/api/flows/${id(flowId)}/publish`, { method: 'POST', body }),
  discardDraft: (flowId: string) => request<Flow>(`/api/flows/${id(flowId)}/discard`, { method: 'POST' }),

  funnels: (signal?: AbortSignal) => request<FunnelList>('/api/funnels', { signal }),

  incidents: (state: 'open' | 'resolved', signal?: AbortSignal) =>
    request<{ incidents: Incident[] }>(`/api/incidents${query({ state })}`, { signal }),
  retryIncident: (incidentId: string) => request<void>(`/api/incidents/${id(incidentId)}/retry`, { method: 'POST' }),
  held: (signal?: AbortSignal) => request<{ held: HeldMessage[]; total: number }>('/api/held', { signal }),
  releaseHeld: (heldId: string) => request<void>(`/api/held/${id(heldId)}/release`, { method: 'POST' }),
  discardHeld: (heldId: string) => request<void>(`/api/held/${id(heldId)}/discard`, { method: 'POST' }),
};
