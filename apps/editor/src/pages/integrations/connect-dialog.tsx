import { useState } from 'react';
import { Button, Group, Input, Modal, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { newId } from '../../components/new-id.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { bodyOf, faultsOf, fieldsOf } from './connect-draft.ts';
import type { ConnectDraft, ConnectField, PortalWay } from './connect-draft.ts';
import { callbackAddressOf } from './authorization.tsx';
import { hiddenFields, hintOf, labelOf } from './field-texts.ts';
import { JoinedDialog } from './joined-dialog.tsx';
import { KindChoice } from './kind-cards.tsx';

const blank: ConnectDraft = {
  kind: 'bitrix24',
  way: 'webhook',
  name: '',
  webhookUrl: '',
  accountUrl: '',
  token: '',
  clientId: '',
  clientSecret: '',
  authServerUrl: '',
  endpointUrl: '',
};

/** Chooses how a portal is joined, and says what to do there. */
function WayChoice({ way, onChange }: { way: PortalWay; onChange: (way: PortalWay) => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      <Input.Label component="div" id="portal-way">
        {t('integrations.portal.way')}
      </Input.Label>
      <SegmentedControl
        aria-labelledby="portal-way"
        value={way}
        onChange={(value) => onChange(value === 'application' ? 'application' : 'webhook')}
        data={(['webhook', 'application'] as const).map((value) => ({
          value,
          label: t(`integrations.portal.ways.${value}`),
        }))}
      />
      <Text size="sm" c="dimmed">
        {t(`integrations.portal.wayHint.${way}`, { address: callbackAddressOf({ kind: 'bitrix24' }) })}
      </Text>
    </Stack>
  );
}

/** Joins a CRM and tells how the connection stands. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const tell = useFailureToast();
  const [requestId] = useState(newId);
  const [draft, setDraft] = useState(blank);
  const [isPressed, setPressed] = useState(false);
  const [joined, setJoined] = useState<IntegrationSetup | null>(null);
  const faults = faultsOf(draft);
  const connect = useMutation({
    mutationFn: () => api.createIntegration(bodyOf(draft, requestId)),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: keys.integrations });
      // Before a person has allowed it there, nothing can be looked at.
      if (made.authorization === 'notNeeded') setJoined(made);
      else await navigate(`/integrations/${made.id}`);
    },
    onError: (error) => tell(error),
  });
  const field = (name: ConnectField) => {
    const fault = isPressed ? faults.get(name) : undefined;
    const hint = hintOf(draft.kind, name);
    const Field = hiddenFields.has(name) ? PasswordInput : TextInput;
    return (
      <Field
        key={name}
        label={t(labelOf(draft.kind, name))}
        description={hint === null ? undefined : t(hint)}
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
  if (joined) return <JoinedDialog integration={joined} />;
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
          {draft.kind === 'bitrix24' ? (
            <WayChoice way={draft.way} onChange={(way) => setDraft((before) => ({ ...before, way }))} />
          ) : null}
          {field('name')}
          {fieldsOf(draft.kind, draft.way).map(field)}
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
