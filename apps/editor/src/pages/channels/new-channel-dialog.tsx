import { useState } from 'react';
import { Button, Group, Modal, Radio, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CreatedChannel } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { newId } from '../../components/new-id.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import { blankChannel, bodyOf, faultsOf } from './new-channel-draft.ts';
import type { NewChannelDraft } from './new-channel-draft.ts';

const kinds = ['widget', 'webhook'] as const;
const switchNames = ['createContact', 'searchExisting', 'createLead', 'updateContact', 'assignResponsible'] as const;
const recommended: ReadonlySet<string> = new Set(['createContact', 'searchExisting']);

type Change = (part: Partial<NewChannelDraft>) => void;

/** What the channel is joined with. */
function Joints({ draft, change }: { draft: NewChannelDraft; change: Change }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const funnels = useQuery({ queryKey: keys.funnels, queryFn: ({ signal }) => api.funnels(signal) });
  const assistants = useQuery({ queryKey: keys.assistants, queryFn: ({ signal }) => api.assistants(signal) });
  const integrations = useQuery({ queryKey: keys.integrations, queryFn: ({ signal }) => api.integrations(signal) });
  const placeholder = t('integrations.later');
  return (
    <>
      <Select
        label={t('channels.assistant')}
        description={t('channels.assistantHint')}
        placeholder={placeholder}
        data={(assistants.data?.assistants ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.assistantId}
        onChange={(assistantId) => change({ assistantId })}
      />
      <Select
        label={t('channels.funnel')}
        description={t('channels.funnelHint')}
        placeholder={placeholder}
        data={(funnels.data?.funnels ?? []).map(({ id, name }) => ({ value: id, label: name[locale] }))}
        value={draft.funnelId}
        onChange={(funnelId) => change({ funnelId })}
      />
      <Select
        label={t('channels.integration')}
        placeholder={placeholder}
        data={(integrations.data?.integrations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.integrationId}
        onChange={(integrationId) => change({ integrationId })}
      />
    </>
  );
}

/** Makes a channel. */
export function NewChannelDialog({
  onClose,
  onMade,
}: {
  onClose: () => void;
  onMade: (channel: CreatedChannel) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [requestId] = useState(newId);
  const [draft, setDraft] = useState(blankChannel);
  const [isPressed, setPressed] = useState(false);
  const faults = faultsOf(draft);
  const isWrong = (fault: 'name' | 'origins' | 'outgoingUrl') => isPressed && faults.has(fault);
  const change: Change = (part) => setDraft((before) => ({ ...before, ...part }));
  const create = useMutation({
    mutationFn: () => api.createChannel(bodyOf(draft, requestId)),
    onSuccess: (made) => {
      onMade(made);
      return Promise.all(
        [keys.channels, keys.assistants, keys.funnels].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
    onError: (error) => tell(error),
  });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('integrations.newChannel')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (faults.size === 0) create.mutate();
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label={t('channels.kind')}
            value={draft.kind}
            onChange={(value) => change({ kind: value === 'webhook' ? 'webhook' : 'widget' })}
          >
            <Group gap="lg" mt={6}>
              {kinds.map((kind) => (
                <Radio key={kind} value={kind} label={t(`channels.kindName.${kind}`)} />
              ))}
            </Group>
          </Radio.Group>
          <TextInput
            data-autofocus
            label={t('channels.name')}
            maxLength={100}
            error={isWrong('name') ? t('channels.nameRequired') : null}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Joints draft={draft} change={change} />
          {draft.kind === 'widget' ? (
            <TagsInput
              label={t('integrations.origins')}
              description={t('integrations.originsHint')}
              error={isWrong('origins') ? t('integrations.badOrigin') : null}
              acceptValueOnBlur
              maxTags={50}
              value={draft.origins}
              onChange={(origins) => change({ origins })}
            />
          ) : (
            <TextInput
              type="url"
              label={t('integrations.outgoingUrl')}
              description={t('integrations.outgoingUrlHint')}
              maxLength={2000}
              error={isWrong('outgoingUrl') ? t('integrations.badAddress') : null}
              value={draft.outgoingUrl}
              onChange={(event) => change({ outgoingUrl: event.currentTarget.value })}
            />
          )}
          {switchNames.map((name) => (
            <Switch
              key={name}
              label={t(`channels.switches.${name}`)}
              description={[
                ...(recommended.has(name) ? [`${t('integrations.recommended')}.`] : []),
                t(`channels.switchHints.${name}`),
              ].join(' ')}
              checked={draft.switches[name]}
              onChange={(event) => change({ switches: { ...draft.switches, [name]: event.currentTarget.checked } })}
            />
          ))}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('integrations.newChannelSave')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
