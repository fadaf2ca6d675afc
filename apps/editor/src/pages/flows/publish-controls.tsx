import { useState } from 'react';
import { Button, Group, Modal, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRocket, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Flow, MoveReport, PublishedFlow } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import type { OpenDialogues } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { DraftDiff } from './diff/draft-diff.tsx';
import { OpenDialoguesChoice } from './open-dialogues-choice.tsx';

function useFlowAction<T, R extends Flow>(
  flowId: string,
  run: (input: T) => Promise<R>,
  done: string,
  onDone: (flow: R) => void,
) {
  const client = useQueryClient();
  const tell = useFailureToast();
  return useMutation({
    mutationFn: run,
    onSuccess: async (flow) => {
      onDone(flow);
      notifications.show({ message: done });
      await client.invalidateQueries({ queryKey: keys.flows });
    },
    onError: async (error) => {
      tell(error);
      await client.invalidateQueries({ queryKey: keys.flow(flowId) }); // somebody else may have changed the draft
    },
  });
}

/** Publish and discard, each asking first and naming what it changes. Only for a draft that differs. */
export function PublishControls({
  flow,
  errors,
  isSaved,
  onMoved,
}: {
  flow: Flow;
  errors: number;
  /** Whether the server has every edit; what it lacks would not be published. */
  isSaved: boolean;
  onMoved: (report: MoveReport) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [asking, setAsking] = useState<'publish' | 'discard' | null>(null);
  const [note, setNote] = useState('');
  const [openDialogues, setOpenDialogues] = useState<OpenDialogues>('stay');
  const close = () => setAsking(null);
  const closeButton = { 'aria-label': t('common.close') };
  const isBlocked = errors > 0 || !isSaved;
  const publish = useFlowAction(
    flow.id,
    (body: { revision: number; note: string; openDialogues: OpenDialogues }) => api.publishFlow(flow.id, body),
    t('flows.publishedToast'),
    ({ moved }: PublishedFlow) => {
      close();
      setNote('');
      if (moved) onMoved(moved);
    },
  );
  const impact = useQuery({
    queryKey: keys.draftImpact(flow.id, flow.draft.revision),
    queryFn: ({ signal }) => api.draftImpact(flow.id, signal),
    enabled: asking === 'publish',
    staleTime: 0,
  });
  const discard = useFlowAction(flow.id, () => api.discardDraft(flow.id), t('flows.discardedToast'), close);
  const draftAt = moment(flow.draft.updatedAt, locale, t, new Date());
  return (
    <>
      {flow.live ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => setAsking('discard')}
        >
          {t('flows.discard')}
        </Button>
      ) : null}
      <Tooltip label={t(errors > 0 ? 'flows.publishBlocked' : 'draft.publishUnsaved')} disabled={!isBlocked}>
        <Button
          size="xs"
          leftSection={<IconRocket size={14} aria-hidden />}
          data-disabled={isBlocked || undefined}
          aria-disabled={isBlocked}
          onClick={() => {
            if (!isBlocked) setAsking('publish');
          }}
        >
          {t('flows.publish')}
        </Button>
      </Tooltip>

      <Modal
        opened={asking === 'publish'}
        size="min(1100px, 94vw)"
        onClose={close}
        title={t('flows.publishTitle')}
        closeButtonProps={closeButton}
      >
        <Stack gap="md">
          <Text>{t('flows.publishText')}</Text>
          <DraftDiff flow={flow} impact={impact.data} />
          <OpenDialoguesChoice impact={impact.data} value={openDialogues} onChange={setOpenDialogues} />
          <Textarea
            label={t('flows.publishNote')}
            placeholder={t('flows.publishNotePlaceholder')}
            maxLength={500}
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button
              loading={publish.isPending}
              onClick={() => publish.mutate({ revision: flow.draft.revision, note: note.trim(), openDialogues })}
            >
              {t('flows.publish')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <Modal
        opened={asking === 'discard'}
        onClose={close}
        title={t('flows.discardTitle')}
        closeButtonProps={closeButton}
      >
        <Stack gap="md">
          <Text>{t('flows.discardText', { at: draftAt })}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button color="red.9" loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
              {t('flows.discard')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
