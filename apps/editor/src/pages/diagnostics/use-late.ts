import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';

/** How often delays are looked for, in ms: that something does not happen is no event. */
const lookMs = 30_000;

/** What has waited too long. */
export function useLate() {
  return useQuery({
    queryKey: keys.attention,
    queryFn: ({ signal }) => api.attention(signal),
    refetchInterval: lookMs,
  });
}
