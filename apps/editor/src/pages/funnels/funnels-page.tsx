import { useState } from 'react';
import { Button, Skeleton, Table } from '@mantine/core';
import { IconFilter, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { FunnelList } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTitle } from '../../components/use-title.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { boardAddress } from './board/board-address.ts';
import { CreateFunnelDialog } from './create-funnel-dialog.tsx';

type Funnel = FunnelList['funnels'][number];

function InCrm({ funnel: { unmapped } }: { funnel: Funnel }) {
  const { t } = useTranslation();
  if (unmapped === null) return <span className="v-dim">{t('funnels.notUsed')}</span>;
  if (unmapped === 0) return t('funnels.allMapped');
  return <span className="v-tone-attention">{t('funnels.someUnmapped', { count: unmapped })}</span>;
}

/** A row leads to what its reader does with a funnel: who changes it to its stages, the others to its board. */
function FunnelRow({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const { can } = useSession();
  const board = boardAddress(funnel.id);
  const address = can.changeFunnels ? `/funnels/${funnel.id}` : board;
  return (
    <Table.Tr className="v-table-link" onClick={() => void navigate(address)}>
      <Table.Td>
        <Link className="v-table-name" to={address} onClick={(event) => event.stopPropagation()}>
          <IconFilter size={16} stroke={1.7} aria-hidden />
          {funnel.name[locale]}
        </Link>
      </Table.Td>
      <Table.Td>{funnel.stages.length}</Table.Td>
      <Table.Td>
        {funnel.channels.map(({ name }) => name).join(', ') || <span className="v-dim">{t('funnels.noChannels')}</span>}
      </Table.Td>
      <Table.Td>
        <Link
          className="v-link"
          to={`/dialogues?${new URLSearchParams({ status: 'open', funnel: funnel.id }).toString()}`}
          aria-label={`${t('funnels.openDialogues')}: ${funnel.openDialogues}, ${funnel.name[locale]}`}
          onClick={(event) => event.stopPropagation()}
        >
          {funnel.openDialogues}
        </Link>
      </Table.Td>
      <Table.Td>
        <Link
          className="v-link"
          to={board}
          aria-label={t('board.title', { funnel: funnel.name[locale] })}
          onClick={(event) => event.stopPropagation()}
        >
          {t('board.board')}
        </Link>
      </Table.Td>
      <Table.Td>
        <InCrm funnel={funnel} />
      </Table.Td>
    </Table.Tr>
  );
}

/** All funnels. */
export function FunnelsPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [isCreating, setCreating] = useState(false);
  const query = useQuery({ queryKey: keys.funnels, queryFn: ({ signal }) => api.funnels(signal) });
  useTitle(t('funnels.title'));
  const funnels = query.data?.funnels;
  const create = can.changeFunnels ? (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setCreating(true)}>
      {t('funnels.create')}
    </Button>
  ) : null;
  return (
    <div className="v-page">
      <PageHead title={t('funnels.title')}>{funnels && funnels.length > 0 ? create : null}</PageHead>
      {query.isPending ? <Skeleton height={120} radius="md" /> : null}
      {query.isError && !funnels ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {funnels?.length === 0 ? (
        <EmptyPlace icon={IconFilter} title={t('funnels.empty')} hint={t('funnels.emptyHint')} action={create} />
      ) : null}
      {funnels && funnels.length > 0 ? (
        <Table.ScrollContainer minWidth={640} type="native" pos="relative">
          <Table highlightOnHover verticalSpacing="sm" className="v-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('funnels.name')}</Table.Th>
                <Table.Th>{t('funnels.stages')}</Table.Th>
                <Table.Th>{t('funnels.channels')}</Table.Th>
                <Table.Th>{t('funnels.openDialogues')}</Table.Th>
                <Table.Th>{t('board.board')}</Table.Th>
                <Table.Th>{t('funnels.inCrm')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {funnels.map((funnel) => (
                <FunnelRow key={funnel.id} funnel={funnel} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      ) : null}
      {isCreating ? <CreateFunnelDialog onClose={() => setCreating(false)} /> : null}
    </div>
  );
}
