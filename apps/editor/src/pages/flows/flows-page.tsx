import { useState } from 'react';
import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core';
import { IconArchive, IconFileUpload, IconPlus, IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTitle } from '../../components/use-title.ts';
import { FlowTable } from './library/flow-table.tsx';
import { ImportDialog } from './library/import-dialog.tsx';
import { NewFlowDialog } from './library/new-flow-dialog.tsx';

/** The flows of the workspace, and the way to new ones. */
export function FlowsPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [search, setSearch] = useSearchParams();
  const [asking, setAsking] = useState<'new' | 'import' | null>(null);
  const query = useQuery({ queryKey: keys.flows, queryFn: ({ signal }) => api.flows(signal) });
  useTitle(t('flows.title'));
  const isArchive = search.get('archive') === '1';
  const flows = query.data?.flows.filter(({ archivedAt }) => (archivedAt !== null) === isArchive);
  const makeNew = (
    <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsking('new')}>
      {t('library.new')}
    </Button>
  );
  const close = () => setAsking(null);
  return (
    <div className="v-page">
      <PageHead title={t('flows.title')}>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('library.shown')}
            value={isArchive ? 'archive' : 'inUse'}
            onChange={(value) => setSearch(value === 'archive' ? { archive: '1' } : {}, { replace: true })}
            data={[
              { value: 'inUse', label: t('library.inUse') },
              { value: 'archive', label: t('library.archive') },
            ]}
          />
          {can.editFlows ? (
            <>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconFileUpload size={14} aria-hidden />}
                onClick={() => setAsking('import')}
              >
                {t('library.import')}
              </Button>
              {makeNew}
            </>
          ) : null}
        </Group>
      </PageHead>
      {query.isPending ? <Skeleton height={120} radius="md" /> : null}
      {query.isError && !flows ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {flows?.length === 0 && isArchive ? (
        <EmptyPlace icon={IconArchive} title={t('library.archiveEmpty')} hint={t('library.archiveEmptyHint')} />
      ) : null}
      {flows?.length === 0 && !isArchive ? (
        <EmptyPlace
          icon={IconRoute}
          title={t('flows.empty')}
          hint={t('flows.emptyHint')}
          action={can.editFlows ? makeNew : null}
        />
      ) : null}
      {flows && flows.length > 0 ? <FlowTable flows={flows} /> : null}
      {asking === 'new' ? <NewFlowDialog onClose={close} /> : null}
      {asking === 'import' ? <ImportDialog onClose={close} /> : null}
    </div>
  );
}
