import { useState } from 'react';
import { Button, Skeleton, Table } from '@mantine/core';
import { IconPlus, IconSparkles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { AssistantSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTitle } from '../../components/use-title.ts';
import { NewAssistantDialog } from './new-assistant-dialog.tsx';
import { WebhooksSection } from './webhooks-section.tsx';

function AssistantRow({ assistant }: { assistant: AssistantSetup }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const address = `/assistants/${assistant.id}`;
  return (
    <Table.Tr className="v-table-link" onClick={() => void navigate(address)}>
      <Table.Td>
        <Link className="v-table-name" to={address} onClick={(event) => event.stopPropagation()}>
          <IconSparkles size={16} stroke={1.7} aria-hidden />
          {assistant.name}
        </Link>
      </Table.Td>
      <Table.Td>{t(`assistants.kindName.${assistant.kind}`)}</Table.Td>
      <Table.Td>{t(`assistants.modeName.${assistant.mode}`)}</Table.Td>
      <Table.Td>
        {assistant.channels.map(({ name }) => name).join(', ') || (
          <span className="v-dim">{t('assistants.noChannels')}</span>
        )}
      </Table.Td>
      <Table.Td>
        {assistant.enabled ? t('assistants.on') : <span className="v-tone-attention">{t('assistants.off')}</span>}
      </Table.Td>
    </Table.Tr>
  );
}

/** Who answers clients, and the outgoing webhooks. */
export function AssistantsPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [isCreating, setCreating] = useState(false);
  const query = useQuery({ queryKey: keys.assistants, queryFn: ({ signal }) => api.assistants(signal) });
  useTitle(t('assistants.title'));
  const assistants = query.data?.assistants;
  const create = can.changeAssistants ? (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setCreating(true)}>
      {t('integrations.newAssistant')}
    </Button>
  ) : null;
  return (
    <div className="v-page">
      <PageHead title={t('assistants.title')}>{assistants && assistants.length > 0 ? create : null}</PageHead>
      {query.isPending ? <Skeleton height={120} radius="md" /> : null}
      {query.isError && !assistants ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {assistants?.length === 0 ? (
        <EmptyPlace
          icon={IconSparkles}
          title={t('assistants.empty')}
          hint={t('assistants.emptyHint')}
          action={create}
        />
      ) : null}
      {assistants && assistants.length > 0 ? (
        <Table.ScrollContainer minWidth={640} type="native" pos="relative" mb={28}>
          <Table highlightOnHover verticalSpacing="sm" className="v-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('assistants.name')}</Table.Th>
                <Table.Th>{t('assistants.answersFirst')}</Table.Th>
                <Table.Th>{t('assistants.inCrm')}</Table.Th>
                <Table.Th>{t('assistants.channels')}</Table.Th>
                <Table.Th>{t('assistants.state')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {assistants.map((assistant) => (
                <AssistantRow key={assistant.id} assistant={assistant} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      ) : null}
      <WebhooksSection />
      {isCreating ? <NewAssistantDialog onClose={() => setCreating(false)} /> : null}
    </div>
  );
}
