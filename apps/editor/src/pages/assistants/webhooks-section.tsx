import { useState } from 'react';
import { ActionIcon, Button, Skeleton, Table, Tooltip } from '@mantine/core';
import { IconAdjustments, IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OutgoingWebhookSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { ShownOnce } from './shown-once.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';

/** A secret that was made just now. */
export interface MadeSecret {
  name: string;
  secret: string;
}

function WebhookRow({ webhook, onEdit }: { webhook: OutgoingWebhookSetup; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Td>
        <span className="v-member-name">{webhook.name}</span>
      </Table.Td>
      <Table.Td>
        <code className="v-address">{webhook.address}</code>
      </Table.Td>
      <Table.Td>
        {webhook.enabled ? t('assistants.on') : <span className="v-tone-attention">{t('assistants.off')}</span>}
      </Table.Td>
      <Table.Td ta="right">
        {onEdit ? (
          <Tooltip label={t('assistants.editWebhook')}>
            <ActionIcon aria-label={t('assistants.editOf', { name: webhook.name })} onClick={onEdit}>
              <IconAdjustments size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}

/** The addresses that flows call. */
export function WebhooksSection() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [edited, setEdited] = useState<OutgoingWebhookSetup | 'new' | null>(null);
  const [made, setMade] = useState<MadeSecret | null>(null);
  const query = useQuery({ queryKey: keys.webhooks, queryFn: ({ signal }) => api.webhooks(signal) });
  const webhooks = query.data?.webhooks;
  const add = can.changeAssistants ? (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setEdited('new')}
    >
      {t('assistants.addWebhook')}
    </Button>
  ) : null;
  return (
    <section className="v-section" aria-labelledby="webhooks">
      <header className="v-section-head">
        <div>
          <h2 id="webhooks">{t('assistants.webhooks')}</h2>
          <span className="v-dim">{t('assistants.webhooksHint')}</span>
        </div>
        {webhooks && webhooks.length > 0 ? add : null}
      </header>
      {query.isPending ? <Skeleton height={96} radius="md" /> : null}
      {query.isError && !webhooks ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {webhooks?.length === 0 ? (
        <EmptyPlace
          icon={IconWebhook}
          title={t('assistants.webhooksNone')}
          hint={t('assistants.webhooksNoneHint')}
          action={add}
        />
      ) : null}
      {webhooks && webhooks.length > 0 ? (
        <Table.ScrollContainer minWidth={520} type="native" pos="relative">
          <Table verticalSpacing="xs" className="v-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('assistants.name')}</Table.Th>
                <Table.Th>{t('assistants.address')}</Table.Th>
                <Table.Th>{t('assistants.state')}</Table.Th>
                <Table.Th w={44}>
                  <span className="v-hidden">{t('assistants.editWebhook')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {webhooks.map((webhook) => (
                <WebhookRow
                  key={webhook.id}
                  webhook={webhook}
                  onEdit={can.changeAssistants ? () => setEdited(webhook) : null}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      ) : null}
      {edited ? (
        <WebhookDialog
          webhook={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSecret={(secret) => setMade(secret)}
        />
      ) : null}
      {made ? (
        <ShownOnce
          title={t('assistants.secretShownTitle', { name: made.name })}
          label={t('assistants.secret')}
          value={made.secret}
          onClose={() => setMade(null)}
        />
      ) : null}
    </section>
  );
}
