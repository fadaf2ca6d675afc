import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { toTimelineView } from './timeline-model.ts';

/** All decisions of a dialogue, in the reader's language; read when somebody asks why, and kept up to date then. */
export function useTimeline(dialogueId: string) {
  const locale = useLocale();
  const query = useQuery({
    queryKey: keys.timeline(dialogueId),
    queryFn: ({ signal }) => api.timeline(dialogueId, signal),
  });
  const decisions = useMemo(() => (query.data ? toTimelineView(query.data, locale) : null), [query.data, locale]);
  return { query, decisions };
}
