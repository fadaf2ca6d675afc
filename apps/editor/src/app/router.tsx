import { createBrowserRouter, Navigate } from 'react-router';
import { FullPageLoader } from '../components/full-page-loader.tsx';
import { RequireSession } from './session.tsx';
import { Shell } from './shell.tsx';
import { NotFound, RouteFailure } from './route-failure.tsx';
import { LoginPage } from '../pages/login/login-page.tsx';
import { PasswordPage } from '../pages/login/password-page.tsx';

/** The app's addresses. Each page is a chunk of its own, so that the login does not load the canvas. */
export function buildRouter() {
  return createBrowserRouter([
    {
      ErrorBoundary: RouteFailure,
      HydrateFallback: FullPageLoader,
      children: [
        { path: '/login', Component: LoginPage },
        { path: '/password', Component: PasswordPage },
        {
          Component: RequireSession,
          children: [
            {
              Component: Shell,
              ErrorBoundary: RouteFailure,
              children: [
                { index: true, element: <Navigate to="/overview" replace /> },
                {
                  path: '/overview',
                  lazy: async () => ({ Component: (await import('../pages/overview/overview-page.tsx')).OverviewPage }),
                },
                {
                  path: '/dialogues/:dialogueId?',
                  lazy: async () => ({
                    Component: (await import('../pages/dialogues/dialogues-page.tsx')).DialoguesPage,
                  }),
                },
                {
                  path: '/funnels',
                  lazy: async () => ({ Component: (await import('../pages/funnels/funnels-page.tsx')).FunnelsPage }),
                },
                {
                  path: '/funnels/:funnelId',
                  lazy: async () => ({ Component: (await import('../pages/funnels/funnel-page.tsx')).FunnelPage }),
                },
                {
                  path: '/funnels/:funnelId/board',
                  lazy: async () => ({ Component: (await import('../pages/funnels/board/board-page.tsx')).BoardPage }),
                },
                {
                  path: '/flows',
                  lazy: async () => ({ Component: (await import('../pages/flows/flows-page.tsx')).FlowsPage }),
                },
                {
                  path: '/flows/:flowId',
                  lazy: async () => ({ Component: (await import('../pages/flows/flow-page.tsx')).FlowPage }),
                },
                {
                  path: '/flows/:flowId/compare',
                  lazy: async () => ({ Component: (await import('../pages/flows/diff/compare-page.tsx')).ComparePage }),
                },
                {
                  path: '/channels',
                  lazy: async () => ({ Component: (await import('../pages/channels/channels-page.tsx')).ChannelsPage }),
                },
                {
                  path: '/channels/:channelId',
                  lazy: async () => ({ Component: (await import('../pages/channels/channel-page.tsx')).ChannelPage }),
                },
                {
                  path: '/distribution/:funnelId?',
                  lazy: async () => ({
                    Component: (await import('../pages/distribution/distribution-page.tsx')).DistributionPage,
                  }),
                },
                {
                  path: '/assistants',
                  lazy: async () => ({
                    Component: (await import('../pages/assistants/assistants-page.tsx')).AssistantsPage,
                  }),
                },
                {
                  path: '/assistants/:assistantId',
                  lazy: async () => ({
                    Component: (await import('../pages/assistants/assistant-page.tsx')).AssistantPage,
                  }),
                },
                {
                  path: '/signals',
                  lazy: async () => ({ Component: (await import('../pages/signals/signals-page.tsx')).SignalsPage }),
                },
                {
                  path: '/integrations',
                  lazy: async () => ({
                    Component: (await import('../pages/integrations/integrations-page.tsx')).IntegrationsPage,
                  }),
                },
                {
                  path: '/integrations/:integrationId',
                  lazy: async () => ({
                    Component: (await import('../pages/integrations/integration-page.tsx')).IntegrationPage,
                  }),
                },
                {
                  path: '/diagnostics',
                  lazy: async () => ({
                    Component: (await import('../pages/diagnostics/diagnostics-page.tsx')).DiagnosticsPage,
                  }),
                },
                { path: '*', Component: NotFound },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
