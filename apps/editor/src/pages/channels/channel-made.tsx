import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ChannelSetup, CreatedChannel } from '@voronka/contracts';
import { useLocale } from '../../i18n/use-locale.ts';
import { CopyField } from '../assistants/shown-once.tsx';

/** The line that puts a channel's chat on a page of a site. */
function snippetOf({ key }: Pick<ChannelSetup, 'key'>, origin: string): string {
  return `<script src="${origin}/widget/voronka-widget.js" data-channel="${key}" async></script>`;
}

/** The chat's line for a site, to be copied. */
export function Snippet({ channel }: { channel: Pick<ChannelSetup, 'key'> }) {
  const { t } = useTranslation();
  return (
    <section className="v-section">
      <CopyField label={t('integrations.snippet')} value={snippetOf(channel, location.origin)} />
      <p className="v-dim">{t('integrations.snippetHint')}</p>
    </section>
  );
}

/** What a new channel is reached with. A slip of the hand does not close it: the secret is told this once. */
export function ChannelMade({ channel }: { channel: CreatedChannel }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  return (
    <Modal
      opened
      size="lg"
      onClose={() => undefined}
      title={t('integrations.made', { name: channel.name })}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        {channel.advice ? (
          <Alert color="yellow" icon={<IconAlertTriangle size={16} aria-hidden />}>
            {channel.advice[locale]}
          </Alert>
        ) : null}
        {channel.kind === 'widget' ? <Snippet channel={channel} /> : null}
        <CopyField label={t('integrations.chatKey')} value={channel.key} />
        {channel.secret === null ? null : (
          <>
            <Text>{t('assistants.shownOnce')}</Text>
            <CopyField label={t('integrations.secret')} value={channel.secret} />
          </>
        )}
        <Group justify="flex-end">
          <Button onClick={() => void navigate(`/channels/${channel.id}`)}>{t('integrations.open')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
