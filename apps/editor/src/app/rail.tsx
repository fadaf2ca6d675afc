import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { Overview } from '@voronka/contracts';
import { api } from '../api/endpoints.ts';
import { keys } from '../api/query-keys.ts';
import { Logo } from '../components/logo.tsx';
import { AccountMenu } from './account-menu.tsx';
import { navigationFor } from './navigation.ts';
import type { NavigationItem } from './navigation.ts';
import { useSession } from './session.tsx';

/** How many things on a page wait for a person. */
function waitingOn(key: NavigationItem['key'], overview: Overview | undefined): number {
  if (!overview) return 0;
  if (key === 'dialogues') return overview.needsManager;
  if (key === 'diagnostics') return overview.incidents + overview.held;
  return 0;
}

function RailLink({ item, collapsed, waiting }: { item: NavigationItem; collapsed: boolean; waiting: number }) {
  const { t } = useTranslation();
  const label = t(`nav.${item.key}`);
  return (
    <Tooltip label={label} position="right" disabled={!collapsed} openDelay={100}>
      <NavLink to={item.to} className="v-rail-link">
        <item.icon size={18} stroke={1.7} aria-hidden />
        <span className={collapsed ? 'v-hidden' : 'v-rail-label'}>{label}</span>
        {waiting > 0 ? (
          <span className="v-rail-count">
            <span className="v-hidden">, </span>
            {waiting}
          </span>
        ) : null}
      </NavLink>
    </Tooltip>
  );
}

/** The left rail. `onToggle` is null where the window leaves no room for words. */
export function Rail({ collapsed, onToggle }: { collapsed: boolean; onToggle: (() => void) | null }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const overview = useQuery({ queryKey: keys.overview, queryFn: ({ signal }) => api.overview(signal) });
  const ToggleIcon = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const toggleLabel = collapsed ? t('nav.expand') : t('nav.collapse');
  return (
    <header className="v-rail">
      <div className="v-rail-top">
        <Logo withName={!collapsed} />
        {onToggle ? (
          <Tooltip label={toggleLabel} position="right">
            <ActionIcon onClick={onToggle} aria-label={toggleLabel} aria-expanded={!collapsed}>
              <ToggleIcon size={17} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </div>
      <Tooltip label={`${t('nav.search')} · Ctrl K`} position="right" disabled={!collapsed}>
        <UnstyledButton className="v-rail-find" onClick={() => spotlight.open()}>
          <IconSearch size={16} stroke={1.7} aria-hidden />
          <span className={collapsed ? 'v-hidden' : 'v-rail-label'}>{t('nav.search')}</span>
          {collapsed ? null : <Kbd size="xs">Ctrl K</Kbd>}
        </UnstyledButton>
      </Tooltip>
      <nav aria-label={t('nav.main')} className="v-rail-nav">
        {navigationFor(can).map((item) => (
          <RailLink key={item.key} item={item} collapsed={collapsed} waiting={waitingOn(item.key, overview.data)} />
        ))}
      </nav>
      <AccountMenu collapsed={collapsed} />
    </header>
  );
}
