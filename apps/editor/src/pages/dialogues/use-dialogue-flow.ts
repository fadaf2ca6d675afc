import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useLocale } from '../../i18n/use-locale.ts';

/** The flow a dialogue runs and its path. */
export function useDialogueFlow(dialogueId: string) {
  return useQuery({
    queryKey: keys.dialogueFlow(dialogueId),
    queryFn: ({ signal }) => api.dialogueFlow(dialogueId, signal),
  });
}

/** Stage key → name, for the funnel of a dialogue; empty until it is known. */
export function useStageNames(dialogueId: string): ReadonlyMap<string, string> {
  const locale = useLocale();
  const stages = useDialogueFlow(dialogueId).data?.stages;
  return useMemo(() => new Map((stages ?? []).map(({ key, name }) => [key, name[locale]])), [stages, locale]);
}
