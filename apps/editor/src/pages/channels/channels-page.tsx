import { useState } from 'react';
import { Button, Skeleton, Table } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { AssistantSetup, ChannelSetup, CreatedChannel, FunnelList } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTitle } from '../../components/use-title.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { ChannelMade } from './channel-made.tsx';
import { NewChannelDialog } from './new-channel-dialog.tsx';
import { troublesOf } from './channel-troubles.ts';

function ChannelRow({
  channel,
  funnel,
  assistant,
}: {
  channel: ChannelSetup;
  funnel: FunnelList['funnels'][number] | undefined;
  assistant: AssistantSetup | undefined;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const address = `/channels/${channel.id}`;
  const troubles = troublesOf({ channel, assistant });
  return (
    <Table.Tr className="v-table-link" onClick={() => void navigate(address)}>
      <Table.Td>
        <Link className="v-table-name" to={address} onClick={(event) => event.stopPropagation()}>
          <IconPlugConnected size={16} stroke={1.7} aria-hidden />
          {channel.name}
        </Link>
      </Table.Td>
      <Table.Td>{t(`channels.kindName.${channel.kind}`)}</Table.Td>
      <Table.Td>
        {funnel ? funnel.name[locale] : <span className="v-tone-attention">{t('channels.noFunnel')}</span>}
      </Table.Td>
      <Table.Td>{assistant?.name ?? <span className="v-tone-attention">{t('channels.noAssistant')}</span>}</Table.Td>
      <Table.Td>
        {channel.enabled ? t('channels.on') : <span className="v-tone-attention">{t('channels.off')}</span>}
      </Table.Td>
      <Table.Td>
        {troubles.length === 0 ? <span className="v-dim">{t('channels.noProblems')}</span> : null}
        {troubles.map((trouble) => (
          <span key={trouble} className="v-tone-attention v-trouble-line">
            {t(`channels.trouble.${trouble}`)}
          </span>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

/** All channels, and what keeps each from reaching the CRM. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [isCreating, setCreating] = useState(false);
  const [made, setMade] = useState<CreatedChannel | null>(null);
  const query = useQuery({ queryKey: keys.channels, queryFn: ({ signal }) => api.channels(signal) });
  const funnels = useQuery({ queryKey: keys.funnels, queryFn: ({ signal }) => api.funnels(signal) });
  const assistants = useQuery({ queryKey: keys.assistants, queryFn: ({ signal }) => api.assistants(signal) });
  useTitle(t('channels.title'));
  const failed = [query, funnels, assistants].find((one) => one.isError && !one.data);
  const isReady = query.data && funnels.data && assistants.data;
  const create = can.changeChannels ? (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setCreating(true)}>
      {t('integrations.newChannel')}
    </Button>
  ) : null;
  return (
    <div className="v-page">
      <PageHead title={t('channels.title')}>{query.data && query.data.channels.length > 0 ? create : null}</PageHead>
      {failed ? <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {!failed && !isReady ? <Skeleton height={120} radius="md" /> : null}
      {isReady && query.data.channels.length === 0 ? (
        <EmptyPlace
          icon={IconPlugConnected}
          title={t('channels.empty')}
          hint={t('channels.emptyHint')}
          action={create}
        />
      ) : null}
      {isReady && query.data.channels.length > 0 ? (
        <Table.ScrollContainer minWidth={760} type="native" pos="relative">
          <Table highlightOnHover verticalSpacing="sm" className="v-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('channels.name')}</Table.Th>
                <Table.Th>{t('channels.kind')}</Table.Th>
                <Table.Th>{t('channels.funnel')}</Table.Th>
                <Table.Th>{t('channels.assistant')}</Table.Th>
                <Table.Th>{t('channels.state')}</Table.Th>
                <Table.Th>{t('channels.problems')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {query.data.channels.map((channel) => (
                <ChannelRow
                  key={channel.id}
                  channel={channel}
                  funnel={funnels.data.funnels.find(({ id }) => id === channel.funnelId)}
                  assistant={assistants.data.assistants.find(({ id }) => id === channel.assistantId)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      ) : null}
      {isCreating ? (
        <NewChannelDialog
          onClose={() => setCreating(false)}
          onMade={(channel) => {
            setCreating(false);
            setMade(channel);
          }}
        />
      ) : null}
      {made ? <ChannelMade channel={made} /> : null}
    </div>
  );
}
