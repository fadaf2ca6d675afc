import { useState } from 'react';
import { Button, Checkbox, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ChannelSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import type { ChannelWorld } from './use-channel-world.ts';

/** Gives the channel's assistant another flow, after a look at which channels that changes. */
function BindDialog({
  channel,
  flow,
  others,
  onClose,
}: {
  channel: ChannelSetup;
  flow: ChannelWorld['flows'][number];
  /** Names of the assistant's other channels. */
  others: readonly string[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [agrees, setAgrees] = useState(false);
  const [movesOpen, setMovesOpen] = useState(false);
  const [isPressed, setPressed] = useState(false);
  const needsConsent = others.length > 0;
  const bind = useMutation({
    mutationFn: () =>
      api.bindFlow(channel.id, {
        flowId: flow.id,
        allChannels: needsConsent,
        openDialogues: movesOpen ? 'move' : 'stay',
      }),
    onSuccess: async ({ moved }) => {
      notifications.show({
        message: moved ? t('channels.savedAndMoved', { count: moved.moved }) : t('channels.saved'),
      });
      onClose();
      await Promise.all(
        [keys.channels, keys.assistants, keys.flows].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
    onError: (error) => tell(error),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('channels.flow')}: ${flow.name[locale]}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{t('channels.newOnly')}</Text>
        {needsConsent ? (
          <>
            <Text>{t('channels.flowShared', { names: others.join(', ') })}</Text>
            <Checkbox
              label={t('channels.flowSharedAgree')}
              checked={agrees}
              error={isPressed && !agrees ? t('channels.flowSharedRequired') : null}
              onChange={(event) => setAgrees(event.currentTarget.checked)}
            />
          </>
        ) : null}
        <Checkbox
          label={t('channels.moveOpen')}
          checked={movesOpen}
          onChange={(event) => setMovesOpen(event.currentTarget.checked)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={bind.isPending}
            onClick={() => {
              setPressed(true);
              if (!needsConsent || agrees) bind.mutate();
            }}
          >
            {t('channels.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The flow that the channel's assistant leads with. It is saved by itself: it can change other channels too. */
export function FlowField({
  channel,
  world,
  readOnly,
}: {
  channel: ChannelSetup;
  world: ChannelWorld;
  readOnly: boolean;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [chosen, setChosen] = useState<string | null>(null);
  const assistant = world.assistants.find(({ id }) => id === channel.assistantId);
  const choices = world.flows.filter(
    (flow) => (flow.publishedAt !== null && flow.archivedAt === null) || flow.id === assistant?.flowId,
  );
  const flow = world.flows.find(({ id }) => id === chosen);
  const others = (assistant?.channels ?? []).filter(({ id }) => id !== channel.id).map(({ name }) => name);
  return (
    <>
      <Select
        label={t('channels.flow')}
        description={t('channels.flowHint')}
        placeholder={t('channels.noFlow')}
        allowDeselect={false}
        disabled={readOnly || !assistant}
        data={choices.map(({ id, name }) => ({ value: id, label: name[locale] }))}
        value={assistant?.flowId ?? null}
        onChange={(flowId) => {
          if (flowId !== assistant?.flowId) setChosen(flowId);
        }}
      />
      {flow ? <BindDialog channel={channel} flow={flow} others={others} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
