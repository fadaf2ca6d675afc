import { useState } from 'react';
import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { newId } from '../../components/new-id.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { bodyOf, faultsOf, fieldsOf } from './connect-draft.ts';
import type { ConnectDraft, ConnectField } from './connect-draft.ts';
import { KindChoice } from './kind-cards.tsx';

const blank: ConnectDraft = {
  kind: 'bitrix24',
  name: '',
  webhookUrl: '',
  accountUrl: '',
  token: '',
  clientId: '',
  clientSecret: '',
  endpointUrl: '',
};
const hints: Partial<Record<ConnectField, 'webhookUrlHint' | 'accountUrlHint' | 'tokenHint' | 'endpointUrlHint'>> = {
  webhookUrl: 'webhookUrlHint',
  accountUrl: 'accountUrlHint',
  token: 'tokenHint',
  endpointUrl: 'endpointUrlHint',
};
const hidden: ReadonlySet<ConnectField> = new Set<ConnectField>(['webhookUrl', 'token', 'clientSecret']);

/** Joins a CRM and opens its page, where the connection is checked. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const tell = useFailureToast();
  const [requestId] = useState(newId);
  const [draft, setDraft] = useState(blank);
  const [isPressed, setPressed] = useState(false);
  const faults = faultsOf(draft);
  const connect = useMutation({
    mutationFn: () => api.createIntegration(bodyOf(draft, requestId)),
    onSuccess: async ({ id }) => {
      notifications.show({ message: t('integrations.connected') });
      await client.invalidateQueries({ queryKey: keys.integrations });
      await navigate(`/integrations/${id}`);
    },
    onError: (error) => tell(error),
  });
  const field = (name: ConnectField) => {
    const fault = isPressed ? faults.get(name) : undefined;
    const hint = hints[name];
    const Input = hidden.has(name) ? PasswordInput : TextInput;
    return (
      <Input
        key={name}
        label={t(`integrations.${name}`)}
        description={hint ? t(`integrations.${hint}`) : undefined}
        maxLength={name === 'name' ? 100 : 2000}
        autoComplete="off"
        error={fault ? t(`integrations.${fault}`) : null}
        value={draft[name]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setDraft((before) => ({ ...before, [name]: value }));
        }}
      />
    );
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('integrations.connect')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (faults.size === 0) connect.mutate();
        }}
      >
        <Stack gap="md">
          <KindChoice kind={draft.kind} onChange={(kind) => setDraft((before) => ({ ...before, kind }))} />
          {field('name')}
          {fieldsOf[draft.kind].map(field)}
          <Text c="dimmed">{t('integrations.sealed')}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={connect.isPending}>
              {t('integrations.connect')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
