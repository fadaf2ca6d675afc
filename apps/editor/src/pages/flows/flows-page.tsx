import { Skeleton, Table } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useNow } from '../../components/use-now.ts';
import { useTitle } from '../../components/use-title.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';

/** The flows of the workspace. */
export function FlowsPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const navigate = useNavigate();
  const query = useQuery({ queryKey: keys.flows, queryFn: ({ signal }) => api.flows(signal) });
  useTitle(t('flows.title'));
  const flows = query.data?.flows;
  return (
    <div className="v-page">
      <PageHead title={t('flows.title')} />
      {query.isPending ? <Skeleton height={120} radius="md" /> : null}
      {query.isError && !flows ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {flows?.length === 0 ? (
        <EmptyPlace icon={IconRoute} title={t('flows.empty')} hint={t('flows.emptyHint')} />
      ) : null}
      {flows && flows.length > 0 ? (
        <Table highlightOnHover verticalSpacing="sm" className="v-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('flows.name')}</Table.Th>
              <Table.Th>{t('flows.published')}</Table.Th>
              <Table.Th>{t('flows.state')}</Table.Th>
              <Table.Th ta="right">{t('flows.openDialogues')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {flows.map((flow) => (
              <Table.Tr key={flow.id} className="v-table-link" onClick={() => void navigate(`/flows/${flow.id}`)}>
                <Table.Td>
                  <Link className="v-table-name" to={`/flows/${flow.id}`} onClick={(event) => event.stopPropagation()}>
                    <IconRoute size={16} stroke={1.7} aria-hidden />
                    {flow.name[locale]}
                  </Link>
                </Table.Td>
                <Table.Td>{flow.publishedAt ? moment(flow.publishedAt, locale, t, now) : t('flows.never')}</Table.Td>
                <Table.Td>
                  {flow.changed ? (
                    <span className="v-draft-mark">{t('flows.changed')}</span>
                  ) : (
                    <span className="v-dim">{t('flows.unchanged')}</span>
                  )}
                </Table.Td>
                <Table.Td ta="right">
                  <Link
                    className="v-link"
                    to="/dialogues?status=open"
                    onClick={(event) => event.stopPropagation()}
                    aria-label={`${t('flows.openDialogues')}: ${flow.openDialogues}`}
                  >
                    {flow.openDialogues}
                  </Link>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
    </div>
  );
}
