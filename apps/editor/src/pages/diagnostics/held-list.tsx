import { useState } from 'react';
import { Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHandStop, IconPlayerPlay, IconShieldCheck, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HeldMessage } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';

function useHeldAction(run: (heldId: string) => Promise<void>, done: string, onDone?: () => void) {
  const client = useQueryClient();
  const tell = useFailureToast();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      onDone?.();
      notifications.show({ message: done });
      await client.invalidateQueries({ queryKey: keys.held });
      void client.invalidateQueries({ queryKey: keys.overview });
    },
    onError: (error) => tell(error),
  });
}

function HeldItem({ held }: { held: HeldMessage }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const { can } = useSession();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const release = useHeldAction(api.releaseHeld, t('diagnostics.released'));
  const discard = useHeldAction(api.discardHeld, t('diagnostics.discarded'), close);
  return (
    <article className="v-item">
      <IconHandStop size={18} stroke={1.8} aria-hidden className="v-tone-attention" />
      <div className="v-item-body">
        <p className="v-item-title v-item-quote">{held.text}</p>
        <p className="v-dim">
          <Link className="v-link" to={`/dialogues/${held.dialogueId}`}>
            {t('dialogues.nameless', { number: held.dialogueNumber })}
          </Link>{' '}
          · {held.channel.name} · {moment(held.receivedAt, locale, t, now)} · {t('diagnostics.byFlood')}
        </p>
      </div>
      {can.handleHeld ? (
        <div className="v-item-actions">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('diagnostics.discard')}
          </Button>
          <Button
            size="xs"
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            loading={release.isPending}
            onClick={() => release.mutate(held.id)}
          >
            {t('diagnostics.release')}
          </Button>
        </div>
      ) : null}
      <Modal
        opened={asking}
        onClose={close}
        title={t('diagnostics.discardTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack gap="md">
          <Text>{t('diagnostics.discardText', { text: held.text.slice(0, 200) })}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button color="red.9" loading={discard.isPending} onClick={() => discard.mutate(held.id)}>
              {t('diagnostics.discard')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </article>
  );
}

/** Messages that the flood limit keeps back until a person looks at them. */
export function HeldList() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.held, queryFn: ({ signal }) => api.held(signal) });
  if (query.isPending) return <Skeleton height={150} radius="md" />;
  if (!query.data) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;
  const { held, total } = query.data;
  if (held.length === 0) {
    return (
      <EmptyPlace icon={IconShieldCheck} title={t('diagnostics.heldEmpty')} hint={t('diagnostics.heldEmptyHint')} />
    );
  }
  return (
    <>
      <div className="v-items">
        {held.map((item) => (
          <HeldItem key={item.id} held={item} />
        ))}
      </div>
      {total > held.length ? <p className="v-dim">{t('diagnostics.heldTotal', { count: total })}</p> : null}
    </>
  );
}
