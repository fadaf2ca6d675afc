import { useState } from 'react';
import { ActionIcon, Button, Group, Modal, Skeleton, Stack, Table, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBroadcast, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SignalSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useTitle } from '../../components/use-title.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { SignalDialog } from './signal-dialog.tsx';
import { StagesSection } from './stages-section.tsx';

function RemoveDialog({ signal, onClose }: { signal: SignalSetup; onClose: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const tell = useFailureToast();
  const remove = useMutation({
    mutationFn: () => api.deleteSignal(signal.name),
    onSuccess: async () => {
      onClose();
      notifications.show({ message: t('signals.removed') });
      await client.invalidateQueries({ queryKey: keys.signals });
    },
    onError: (error) => tell(error),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('signals.removeAsk', { title: signal.title[locale] })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{t('signals.removeText')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('signals.remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function SignalRow({ signal, onEdit, onRemove }: { signal: SignalSetup; onEdit: () => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { can } = useSession();
  const title = signal.title[locale];
  return (
    <Table.Tr>
      <Table.Td>
        {title}
        <div className="v-dim">
          <code>{signal.name}</code>
        </div>
      </Table.Td>
      <Table.Td>{signal.sources.map((source) => t(`signals.source.${source}`)).join(', ')}</Table.Td>
      <Table.Td>
        {signal.usedBy.length === 0 ? <span className="v-dim">{t('signals.unused')}</span> : null}
        {signal.usedBy.map(({ id, name }) => (
          <div key={id}>
            <Link className="v-link" to={`/flows/${id}`}>
              {name[locale]}
            </Link>
          </div>
        ))}
      </Table.Td>
      <Table.Td>
        {signal.enabled ? t('signals.on') : <span className="v-tone-attention">{t('signals.off')}</span>}
      </Table.Td>
      {can.changeSignals ? (
        <Table.Td>
          <Group gap={4} wrap="nowrap" justify="flex-end">
            <Tooltip label={t('signals.edit', { title })}>
              <ActionIcon aria-label={t('signals.edit', { title })} onClick={onEdit}>
                <IconPencil size={16} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('signals.removeAsk', { title })}>
              <ActionIcon aria-label={t('signals.removeAsk', { title })} onClick={onRemove}>
                <IconTrash size={16} />
              </ActionIcon>
            </Tooltip>
          </Group>
        </Table.Td>
      ) : null}
    </Table.Tr>
  );
}

/** The catalogue of signals, and what funnels do on them. */
export function SignalsPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const query = useQuery({ queryKey: keys.signals, queryFn: ({ signal }) => api.signals(signal) });
  const [editing, setEditing] = useState<{ signal: SignalSetup | null } | null>(null);
  const [removing, setRemoving] = useState<SignalSetup | null>(null);
  useTitle(t('signals.title'));
  const signals = query.data?.signals;
  return (
    <div className="v-page">
      <PageHead title={t('signals.title')}>
        {can.changeSignals ? (
          <Button
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setEditing({ signal: null })}
          >
            {t('signals.add')}
          </Button>
        ) : (
          <span className="v-dim">{t('signals.readOnly')}</span>
        )}
      </PageHead>
      {query.isPending ? <Skeleton height={120} radius="md" /> : null}
      {query.isError && !signals ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {signals?.length === 0 ? (
        <EmptyPlace icon={IconBroadcast} title={t('signals.empty')} hint={t('signals.emptyHint')} />
      ) : null}
      {signals && signals.length > 0 ? (
        <>
          <Table.ScrollContainer minWidth={640} type="native" pos="relative">
            <Table verticalSpacing="sm" className="v-table">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('signals.title')}</Table.Th>
                  <Table.Th>{t('signals.sources')}</Table.Th>
                  <Table.Th>{t('signals.usedBy')}</Table.Th>
                  <Table.Th>{t('signals.state')}</Table.Th>
                  {can.changeSignals ? (
                    <Table.Th>
                      <span className="v-hidden">{t('byHand.menu')}</span>
                    </Table.Th>
                  ) : null}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {signals.map((signal) => (
                  <SignalRow
                    key={signal.name}
                    signal={signal}
                    onEdit={() => setEditing({ signal })}
                    onRemove={() => setRemoving(signal)}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <StagesSection signals={signals} />
        </>
      ) : null}
      {editing ? <SignalDialog signal={editing.signal} onClose={() => setEditing(null)} /> : null}
      {removing ? <RemoveDialog signal={removing} onClose={() => setRemoving(null)} /> : null}
    </div>
  );
}
