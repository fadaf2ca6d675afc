import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { NotFound } from '../../app/route-failure.tsx';
import { useSession } from '../../app/session.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RemoveButton } from '../../components/remove-button.tsx';
import { useTitle } from '../../components/use-title.ts';
import { Snippet } from './channel-made.tsx';
import { ChannelForm } from './channel-form.tsx';
import { useChannelWorld } from './use-channel-world.ts';

/** One channel: what it is joined with, what it does in the CRM, and how it talks. */
export function ChannelPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const { channelId } = useParams();
  const { world, error, retry } = useChannelWorld();
  const channel = world?.channels.find(({ id }) => id === channelId);
  useTitle(channel?.name ?? t('channels.title'));
  if (world && !channel) return <NotFound />;
  return (
    <div className="v-page v-assistant">
      <p className="v-dim">
        <Link className="v-link" to="/channels">
          {t('channels.back')}
        </Link>
      </p>
      {error ? <LoadFailure error={error} onRetry={retry} /> : null}
      {!world && !error ? <Skeleton height={420} radius="md" /> : null}
      {world && channel ? (
        <>
          <PageHead title={channel.name}>
            {can.changeChannels ? (
              <RemoveButton
                name={channel.name}
                remove={() => api.removeChannel(channel.id)}
                list="/channels"
                queryKey={keys.channels}
              />
            ) : null}
          </PageHead>
          {channel.kind === 'widget' ? <Snippet channel={channel} /> : null}
          <ChannelForm key={channel.id} channel={channel} world={world} />
        </>
      ) : null}
    </div>
  );
}
