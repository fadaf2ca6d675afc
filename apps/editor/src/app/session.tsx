import { createContext, use } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import type { Me } from '@voronka/contracts';
import { api } from '../api/endpoints.ts';
import { isLoginGone } from '../api/api-failure.ts';
import { keys } from '../api/query-keys.ts';
import { FullPageLoader } from '../components/full-page-loader.tsx';
import { LoadFailure } from '../components/load-failure.tsx';
import { abilitiesOf } from './roles.ts';
import type { Abilities } from './roles.ts';
import { loginAddress } from './return-address.ts';

/** Who is logged in, and what that person may do. */
export interface Session {
  me: Me;
  can: Abilities;
}

const SessionContext = createContext<Session | null>(null);

/** The session of the pages behind the login. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession is only for pages behind the login');
  return session;
}

/** Asks who is logged in. One answer serves the whole app until a request says that the login is gone. */
export function useMe() {
  return useQuery({ queryKey: keys.me, queryFn: ({ signal }) => api.me(signal), staleTime: 5 * 60_000, retry: false });
}

/** Lets only logged-in people through, and keeps where the others wanted to go. */
export function RequireSession() {
  const me = useMe();
  const location = useLocation();
  const here = location.pathname + location.search;
  if (me.isPending) return <FullPageLoader />;
  if (me.isError && !me.data) {
    if (isLoginGone(me.error)) return <Navigate to={loginAddress(here, false)} replace />;
    return <LoadFailure error={me.error} onRetry={() => void me.refetch()} />;
  }
  if (me.data.mustChangePassword) return <Navigate to={`/password?return=${encodeURIComponent(here)}`} replace />;
  return (
    <SessionContext value={{ me: me.data, can: abilitiesOf(me.data.role) }}>
      <Outlet />
    </SessionContext>
  );
}
