import { useState } from 'react';
import { Button, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OutgoingWebhookSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import type { MadeSecret } from './webhooks-section.tsx';

function isAddress(text: string): boolean {
  const parsed = URL.parse(text);
  return parsed !== null && /^https?:$/.test(parsed.protocol);
}

/** Adds or changes an outgoing webhook. @param webhook null: a new one */
export function WebhookDialog({
  webhook,
  onClose,
  onSecret,
}: {
  webhook: OutgoingWebhookSetup | null;
  onClose: () => void;
  onSecret: (made: MadeSecret) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState('');
  const [enabled, setEnabled] = useState(webhook?.enabled ?? true);
  const [isPressed, setPressed] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const address = url.trim();
  const hasBadAddress = address === '' ? webhook === null : !isAddress(address);
  const isIncomplete = name.trim() === '' || hasBadAddress;

  const finish = async (message: string) => {
    onClose();
    notifications.show({ message });
    await client.invalidateQueries({ queryKey: keys.webhooks });
  };
  const onError = (error: unknown) => tell(error);
  const save = useMutation({
    mutationFn: async (): Promise<string | null> => {
      if (webhook === null) return (await api.createWebhook({ name: name.trim(), url: address })).secret;
      const change = { name: name.trim(), enabled, ...(address === '' ? {} : { url: address }) };
      await api.updateWebhook(webhook.id, change);
      return null;
    },
    onSuccess: async (secret) => {
      if (secret !== null) onSecret({ name: name.trim(), secret });
      await finish(t('assistants.webhookSaved'));
    },
    onError,
  });
  const renew = useMutation({
    mutationFn: (id: string) => api.renewWebhookSecret(id),
    onSuccess: ({ secret }) => {
      onClose();
      onSecret({ name: webhook?.name ?? '', secret });
    },
    onError,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.deleteWebhook(id),
    onSuccess: () => finish(t('assistants.deleted')),
    onError,
  });

  if (webhook && isAsking) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('assistants.deleteAsk', { name: webhook.name })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack gap="md">
          <Text>{t('assistants.deleteHint')}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(webhook.id)}>
              {t('assistants.deleteYes')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(webhook ? 'assistants.editWebhook' : 'assistants.addWebhook')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (!isIncomplete) save.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t('assistants.name')}
            maxLength={100}
            error={isPressed && name.trim() === '' ? t('assistants.nameRequired') : null}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            type="url"
            label={t(webhook ? 'assistants.newAddress' : 'assistants.address')}
            description={webhook ? t('assistants.newAddressHint') : null}
            placeholder={webhook?.address ?? 'https://example.com/hooks/voronka'}
            maxLength={2000}
            error={isPressed && hasBadAddress ? t('assistants.badAddress') : null}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          {webhook ? (
            <>
              <Switch
                label={t('assistants.webhookEnabled')}
                description={t('assistants.webhookEnabledHint')}
                checked={enabled}
                onChange={(event) => setEnabled(event.currentTarget.checked)}
              />
              <Group gap="xs" align="center">
                <Button size="xs" variant="default" loading={renew.isPending} onClick={() => renew.mutate(webhook.id)}>
                  {t('assistants.newSecret')}
                </Button>
                <span className="v-dim">{t('assistants.newSecretHint')}</span>
              </Group>
            </>
          ) : null}
          <Group justify="space-between" gap="xs">
            {webhook ? (
              <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
                {t('assistants.delete')}
              </Button>
            ) : (
              <span />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('assistants.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
