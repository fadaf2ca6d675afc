import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import type { NamedOption, Surroundings } from './form-context.ts';

/** What nodes name changes rarely, so it is read again at most this often, in ms. */
const staleTime = 60_000;

/** What nodes of a flow can name; lists are empty until they are known. */
export function useSurroundings(flowId: string): Surroundings {
  const funnels = useQuery({ queryKey: keys.funnels, queryFn: ({ signal }) => api.funnels(signal), staleTime });
  const signals = useQuery({ queryKey: keys.signals, queryFn: ({ signal }) => api.signals(signal), staleTime });
  const webhooks = useQuery({ queryKey: keys.webhooks, queryFn: ({ signal }) => api.webhooks(signal), staleTime });
  const flows = useQuery({ queryKey: keys.flows, queryFn: ({ signal }) => api.flows(signal), staleTime });
  return useMemo(() => {
    const stages = new Map(
      (funnels.data?.funnels ?? []).flatMap((funnel) => funnel.stages).map(({ key, name }) => [key, name] as const),
    );
    return {
      stages: [...stages].map(([value, name]) => ({ value, name })),
      signals: (signals.data?.signals ?? []).map(({ name, title, enabled }): NamedOption => ({
        value: name,
        name: title,
        ...(enabled ? {} : { state: 'off' }),
      })),
      webhooks: (webhooks.data?.webhooks ?? []).map(({ id, name, enabled }): NamedOption => ({
        value: id,
        name: { ru: name, en: name },
        ...(enabled ? {} : { state: 'off' }),
      })),
      flows: (flows.data?.flows ?? [])
        .filter(({ id }) => id !== flowId)
        .map(({ id, name, publishedAt, archivedAt }): NamedOption => ({
          value: id,
          name,
          ...(archivedAt !== null ? { state: 'archived' } : publishedAt === null ? { state: 'unpublished' } : {}),
        })),
    };
  }, [flowId, funnels.data, signals.data, webhooks.data, flows.data]);
}
