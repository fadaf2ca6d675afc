import type { DialogueListQuery } from '@voronka/contracts';

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
  findings: (flowId: string) => ['flows', flowId, 'findings'] as const,
  funnels: ['funnels'] as const,
  incidents: ['incidents'] as const,
  incidentList: (state: 'open' | 'resolved') => ['incidents', state] as const,
  held: ['held'] as const,
};
