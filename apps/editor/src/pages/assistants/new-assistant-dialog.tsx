import { useState } from 'react';
import { Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { AssistantSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { newId } from '../../components/new-id.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';

const modes = ['withoutCrm', 'collectsContacts', 'qualifiesAndCreatesLead', 'movesStages'] as const;

function isMode(value: string): value is AssistantSetup['mode'] {
  return (modes as readonly string[]).includes(value);
}

/** Makes an assistant and opens it. */
export function NewAssistantDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const navigate = useNavigate();
  const tell = useFailureToast();
  const [requestId] = useState(newId);
  const [name, setName] = useState('');
  const [mode, setMode] = useState<AssistantSetup['mode']>('qualifiesAndCreatesLead');
  const [flowId, setFlowId] = useState<string | null>(null);
  const [isPressed, setPressed] = useState(false);
  const flows = useQuery({ queryKey: keys.flows, queryFn: ({ signal }) => api.flows(signal) });
  const published = (flows.data?.flows ?? []).filter((flow) => flow.publishedAt !== null && flow.archivedAt === null);
  const isUnnamed = name.trim() === '';
  const create = useMutation({
    mutationFn: () => api.createAssistant({ requestId, name: name.trim(), mode, flowId }),
    onSuccess: async ({ id }) => {
      notifications.show({ message: t('integrations.assistantMade') });
      await client.invalidateQueries({ queryKey: keys.assistants });
      await navigate(`/assistants/${id}`);
    },
    onError: (error) => tell(error),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('integrations.newAssistant')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (!isUnnamed) create.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t('integrations.name')}
            maxLength={100}
            error={isPressed && isUnnamed ? t('integrations.nameRequired') : null}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Radio.Group
            label={t('assistants.mode')}
            value={mode}
            onChange={(value) => {
              if (isMode(value)) setMode(value);
            }}
          >
            <Stack gap={10} mt={6}>
              {modes.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`assistants.modeName.${one}`)}
                  description={t(`assistants.modeHint.${one}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Select
            label={t('integrations.flow')}
            description={t('integrations.flowHint')}
            placeholder={t('integrations.later')}
            data={published.map((flow) => ({ value: flow.id, label: flow.name[locale] }))}
            value={flowId}
            onChange={setFlowId}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('integrations.newAssistantSave')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
