import { useQuery } from '@tanstack/react-query';
import type {
  AssistantSetup,
  ChannelSetup,
  FlowList,
  FunnelList,
  IntegrationSetup,
  PersonSetup,
} from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';

/** Everything that a channel can be joined with. */
export interface ChannelWorld {
  channels: readonly ChannelSetup[];
  funnels: FunnelList['funnels'];
  assistants: readonly AssistantSetup[];
  integrations: readonly IntegrationSetup[];
  flows: FlowList['flows'];
  people: readonly PersonSetup[];
}

/** Reads it; `world` is null until all of it is there. */
export function useChannelWorld(): { world: ChannelWorld | null; error: unknown; retry: () => void } {
  const channels = useQuery({ queryKey: keys.channels, queryFn: ({ signal }) => api.channels(signal) });
  const funnels = useQuery({ queryKey: keys.funnels, queryFn: ({ signal }) => api.funnels(signal) });
  const assistants = useQuery({ queryKey: keys.assistants, queryFn: ({ signal }) => api.assistants(signal) });
  const integrations = useQuery({ queryKey: keys.integrations, queryFn: ({ signal }) => api.integrations(signal) });
  const flows = useQuery({ queryKey: keys.flows, queryFn: ({ signal }) => api.flows(signal) });
  const people = useQuery({ queryKey: keys.people, queryFn: ({ signal }) => api.people(signal) });
  const failed = [channels, funnels, assistants, integrations, flows, people].find((one) => one.isError && !one.data);
  const isReady = channels.data && funnels.data && assistants.data && integrations.data && flows.data && people.data;
  return {
    world: isReady
      ? {
          channels: channels.data.channels,
          funnels: funnels.data.funnels,
          assistants: assistants.data.assistants,
          integrations: integrations.data.integrations,
          flows: flows.data.flows,
          people: people.data.people,
        }
      : null,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}
