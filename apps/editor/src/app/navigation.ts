import {
  IconBroadcast,
  IconFilter,
  IconLayoutDashboard,
  IconMessages,
  IconRoute,
  IconPlug,
  IconPlugConnected,
  IconSparkles,
  IconStethoscope,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Abilities } from './roles.ts';

/** One page of the rail. */
export interface NavigationItem {
  key:
    | 'overview'
    | 'dialogues'
    | 'funnels'
    | 'flows'
    | 'channels'
    | 'distribution'
    | 'assistants'
    | 'signals'
    | 'integrations'
    | 'diagnostics';
  to: string;
  icon: Icon;
}

const items: readonly NavigationItem[] = [
  { key: 'overview', to: '/overview', icon: IconLayoutDashboard },
  { key: 'dialogues', to: '/dialogues', icon: IconMessages },
  { key: 'funnels', to: '/funnels', icon: IconFilter },
  { key: 'flows', to: '/flows', icon: IconRoute },
  { key: 'channels', to: '/channels', icon: IconPlugConnected },
  { key: 'distribution', to: '/distribution', icon: IconUsersGroup },
  { key: 'assistants', to: '/assistants', icon: IconSparkles },
  { key: 'signals', to: '/signals', icon: IconBroadcast },
  { key: 'integrations', to: '/integrations', icon: IconPlug },
  { key: 'diagnostics', to: '/diagnostics', icon: IconStethoscope },
];

/** The pages a person may open, in the order of the rail. */
export function navigationFor(can: Abilities): readonly NavigationItem[] {
  const hidden = new Set<NavigationItem['key']>();
  if (!can.seeFunnels) hidden.add('funnels');
  if (!can.seeFlows) hidden.add('flows');
  if (!can.seeChannels) hidden.add('channels');
  if (!can.seeDistribution) hidden.add('distribution');
  if (!can.seeAssistants) hidden.add('assistants');
  if (!can.seeSignals) hidden.add('signals');
  if (!can.seeIntegrations) hidden.add('integrations');
  return items.filter((item) => !hidden.has(item.key));
}
