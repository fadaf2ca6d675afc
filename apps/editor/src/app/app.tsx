import { useMemo } from 'react';
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { keys } from '../api/query-keys.ts';
import { buildQueryClient } from './query-client.ts';
import { loginAddress } from './return-address.ts';
import { buildRouter } from './router.tsx';
import { cssVariables, themeSaying } from './theme.ts';

const router = buildRouter();
const client = buildQueryClient({
  onLoginGone: () => {
    const { pathname, search } = router.state.location;
    // At the start nobody was logged in yet: the guard of the pages sends those to the login without a word.
    if (pathname === '/login' || client.getQueryData(keys.me) === undefined) return;
    notifications.clean();
    void router.navigate(loginAddress(pathname + search, true), { replace: true }).then(() => client.clear());
  },
});
const colorSchemes = localStorageColorSchemeManager({ key: 'voronka.theme' });

/** The whole app: theme, cache, addresses. */
export function App() {
  const { t } = useTranslation();
  const close = t('common.close');
  const theme = useMemo(() => themeSaying({ close }), [close]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
    >
      <QueryClientProvider client={client}>
        <Notifications position="bottom-right" limit={3} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
