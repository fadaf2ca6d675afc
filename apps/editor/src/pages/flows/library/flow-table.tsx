import { Table } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { FlowList } from '@voronka/contracts';
import { useNow } from '../../../components/use-now.ts';
import { moment } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { FlowMenu } from './flow-menu.tsx';

type ListedFlow = FlowList['flows'][number];

function FlowRow({ flow, now }: { flow: ListedFlow; now: Date }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  return (
    <Table.Tr className="v-table-link" onClick={() => void navigate(`/flows/${flow.id}`)}>
      <Table.Td>
        <Link className="v-table-name" to={`/flows/${flow.id}`} onClick={(event) => event.stopPropagation()}>
          <IconRoute size={16} stroke={1.7} aria-hidden />
          {flow.name[locale]}
        </Link>
      </Table.Td>
      <Table.Td>
        {flow.channels.length > 0 ? (
          flow.channels.map(({ name }) => name).join(', ')
        ) : (
          <span className="v-dim">{t('library.noChannels')}</span>
        )}
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
      {/* Clicks in the menu and its dialogs bubble up to the row, which would open the flow. */}
      <Table.Td ta="right" onClick={(event) => event.stopPropagation()}>
        <FlowMenu flow={flow} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Flows, one a row. */
export function FlowTable({ flows }: { flows: readonly ListedFlow[] }) {
  const { t } = useTranslation();
  const now = useNow(60_000);
  return (
    <Table.ScrollContainer minWidth={720} type="native" pos="relative">
      <Table highlightOnHover verticalSpacing="sm" className="v-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('flows.name')}</Table.Th>
            <Table.Th>{t('library.channels')}</Table.Th>
            <Table.Th>{t('flows.published')}</Table.Th>
            <Table.Th>{t('flows.state')}</Table.Th>
            <Table.Th ta="right">{t('flows.openDialogues')}</Table.Th>
            <Table.Th w={44}>
              <span className="v-hidden">{t('library.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {flows.map((flow) => (
            <FlowRow key={flow.id} flow={flow} now={now} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
