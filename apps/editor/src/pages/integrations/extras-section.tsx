import { useState } from 'react';
import { Button, Group, Stack, Switch, TagsInput } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ChannelSetup, IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';

const suggestions = ['site', 'messenger', 'price', 'hot', 'again', 'assistant'] as const;

type Extras = Pick<ChannelSetup['policies'], 'automaticTags' | 'notes' | 'history'>;

function ChannelExtras({
  channel,
  integration,
  readOnly,
}: {
  channel: ChannelSetup;
  integration: IntegrationSetup;
  readOnly: boolean;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [changes, setChanges] = useState<Partial<Extras>>({});
  const { automaticTags, notes, history } = { ...channel.policies, ...changes };
  const change = (part: Partial<Extras>) => setChanges((before) => ({ ...before, ...part }));
  const whyNot = (capability: 'tags' | 'notes') =>
    integration.unavailable.find((one) => one.capability === capability)?.reason[locale];
  const save = useMutation({
    mutationFn: () => api.updateChannel(channel.id, { policies: changes, openDialogues: 'stay' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.channels });
      setChanges({});
      notifications.show({ message: t('integrations.saved') });
    },
    onError: (error) => tell(error),
  });
  return (
    <form
      className="v-extras"
      aria-label={channel.name}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm">
        <Link className="v-table-name" to={`/channels/${channel.id}`}>
          {channel.name}
        </Link>
        <TagsInput
          label={t('integrations.tags')}
          description={whyNot('tags') ?? t('integrations.tagsHint')}
          data={suggestions.map((name) => t(`integrations.tagSuggestions.${name}`))}
          maxTags={30}
          disabled={readOnly || whyNot('tags') !== undefined}
          value={automaticTags}
          onChange={(tags) => change({ automaticTags: tags.map((tag) => tag.trim()).filter((tag) => tag !== '') })}
        />
        <Switch
          label={t('integrations.notes')}
          description={whyNot('notes')}
          disabled={readOnly || whyNot('notes') !== undefined}
          checked={notes}
          onChange={(event) => change({ notes: event.currentTarget.checked })}
        />
        <Switch
          label={t('integrations.history')}
          description={whyNot('notes')}
          disabled={readOnly || whyNot('notes') !== undefined}
          checked={history}
          onChange={(event) => change({ history: event.currentTarget.checked })}
        />
        {Object.keys(changes).length > 0 ? (
          <Group justify="flex-end" gap="xs">
            <span className="v-dim">{t('channels.newOnly')}</span>
            <Button variant="default" onClick={() => setChanges({})}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('integrations.save')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  );
}

/** Integrations → settings → additional parameters: tags, notes and history, which belong to each channel. */
export function ExtrasSection({
  integration,
  channels,
  readOnly,
}: {
  integration: IntegrationSetup;
  /** Those that are joined with it. */
  channels: readonly ChannelSetup[];
  readOnly: boolean;
}) {
  const { t } = useTranslation();
  return (
    <section className="v-section" aria-labelledby="integration-extras">
      <header>
        <h2 id="integration-extras">{t('integrations.extras')}</h2>
        <span className="v-dim">{t('integrations.extrasHint')}</span>
      </header>
      {channels.length === 0 ? (
        <EmptyPlace
          icon={IconTags}
          title={t('integrations.noChannels')}
          hint={t('integrations.extrasNone')}
          action={
            <Button component={Link} to="/channels" variant="default">
              {t('integrations.toChannels')}
            </Button>
          }
        />
      ) : null}
      {channels.map((channel) => (
        <ChannelExtras key={channel.id} channel={channel} integration={integration} readOnly={readOnly} />
      ))}
    </section>
  );
}
