import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/endpoints.ts';
import { keys } from '../api/query-keys.ts';
import { useLocale } from '../i18n/use-locale.ts';

/** Stages change rarely, so their names are read again at most this often, in ms. */
const freshMs = 5 * 60_000;

/** Stage key → name in the reader's language; empty until it is known. @param funnelId @default all funnels */
export function useStageNames(funnelId?: string): ReadonlyMap<string, string> {
  const locale = useLocale();
  const { data } = useQuery({
    queryKey: keys.funnels,
    queryFn: ({ signal }) => api.funnels(signal),
    staleTime: freshMs,
  });
  return useMemo(() => {
    const funnels = data?.funnels.filter(({ id }) => funnelId === undefined || id === funnelId) ?? [];
    const stages = funnels.flatMap((funnel) => funnel.stages);
    return new Map(stages.map(({ key, name }) => [key, name[locale]]));
  }, [data, funnelId, locale]);
}
