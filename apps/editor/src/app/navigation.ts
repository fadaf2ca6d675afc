import { IconLayoutDashboard, IconMessages, IconRoute, IconStethoscope } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Abilities } from './roles.ts';

/** One page of the rail. */
export interface NavigationItem {
  key: 'overview' | 'dialogues' | 'flows' | 'diagnostics';
  to: string;
  icon: Icon;
}

const items: readonly NavigationItem[] = [
  { key: 'overview', to: '/overview', icon: IconLayoutDashboard },
  { key: 'dialogues', to: '/dialogues', icon: IconMessages },
  { key: 'flows', to: '/flows', icon: IconRoute },
  { key: 'diagnostics', to: '/diagnostics', icon: IconStethoscope },
];

/** The pages a person may open, in the order of the rail. */
export function navigationFor(can: Abilities): readonly NavigationItem[] {
  return items.filter((item) => item.key !== 'flows' || can.seeFlows);
}
