import { Suspense } from 'react';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { FullPageLoader } from '../components/full-page-loader.tsx';
import { LiveUpdates, useLive } from './live-updates.tsx';
import { Rail } from './rail.tsx';
import { Finder } from './finder.tsx';

function LostBanner() {
  const { t } = useTranslation();
  const { lost } = useLive();
  return (
    <div role="status" aria-live="polite">
      {lost ? (
        <div className="v-lost">
          <IconCloudOff size={15} aria-hidden />
          {t('live.lost')}
        </div>
      ) : null}
    </div>
  );
}

/** The frame of every page behind the login: rail, banner of a lost connection, page. */
export function Shell() {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 64em)');
  const [collapsed, setCollapsed] = useLocalStorage({ key: 'voronka.rail', defaultValue: false });
  return (
    <LiveUpdates>
      <a className="v-skip" href="#content">
        {t('nav.skip')}
      </a>
      <div className="v-shell" data-collapsed={collapsed || narrow || undefined}>
        <Rail collapsed={collapsed || narrow} onToggle={narrow ? null : () => setCollapsed(!collapsed)} />
        <main id="content" className="v-main" tabIndex={-1}>
          <LostBanner />
          <Suspense fallback={<FullPageLoader />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Finder />
    </LiveUpdates>
  );
}
