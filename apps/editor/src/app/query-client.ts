import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isLoginGone, isPasswordChangeRequired, isWorthRetrying } from '../api/api-failure.ts';
import { keys } from '../api/query-keys.ts';

/** What the app does about failures that concern the login as a whole. */
export interface LoginHandlers {
  /** The session ended in the middle of work. */
  onLoginGone: () => void;
}

/** One cache for all answers of the API. Reads are repeated twice where that can help; writes never by themselves. */
export function buildQueryClient(handlers: LoginHandlers): QueryClient {
  const onError = (error: Error) => {
    if (isLoginGone(error)) handlers.onLoginGone();
    if (isPasswordChangeRequired(error)) void client.invalidateQueries({ queryKey: keys.me });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
        retryDelay: (failure) => Math.min(400 * 2 ** failure, 3000),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
  return client;
}
