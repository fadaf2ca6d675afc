import { Button } from '@mantine/core';
import { IconCloudOff, IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyPlace } from '../components/empty-place.tsx';

/** Stands where a page could not be loaded or drawn, mostly after an update of the server. */
export function RouteFailure() {
  const { t } = useTranslation();
  return (
    <EmptyPlace
      icon={IconCloudOff}
      title={t('common.newVersionFailed')}
      hint={t('common.newVersionHint')}
      action={<Button onClick={() => location.reload()}>{t('common.reload')}</Button>}
    />
  );
}

/** An address that no page has. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyPlace
      icon={IconMapOff}
      title={t('common.notFound')}
      hint={t('common.notFoundHint')}
      action={
        <Button component={Link} to="/overview">
          {t('common.toOverview')}
        </Button>
      }
    />
  );
}
