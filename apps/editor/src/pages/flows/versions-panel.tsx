import { useState } from 'react';
import { ActionIcon, Button, Drawer, Group, Modal, Skeleton, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHistory } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FlowVersionList, MoveReport } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import type { OpenDialogues } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { compareAddress, sidesOf } from './diff/compare-address.ts';
import { OpenDialoguesChoice } from './open-dialogues-choice.tsx';

type Version = FlowVersionList['versions'][number];

function RestoreDialog({
  flowId,
  version,
  onClose,
  onMoved,
}: {
  flowId: string;
  version: Version;
  onClose: () => void;
  onMoved: (report: MoveReport) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const { number } = version;
  const [note, setNote] = useState(t('versions.restoreNote', { number }));
  const [openDialogues, setOpenDialogues] = useState<OpenDialogues>('stay');
  const impact = useQuery({
    queryKey: keys.versionImpact(flowId, number),
    queryFn: ({ signal }) => api.versionImpact(flowId, number, signal),
    staleTime: 0,
  });
  const restore = useMutation({
    mutationFn: () => api.restoreFlow(flowId, number, { note: note.trim(), openDialogues }),
    onSuccess: async ({ moved }) => {
      onClose();
      notifications.show({ message: t('versions.restored', { number }) });
      if (moved) onMoved(moved);
      await client.invalidateQueries({ queryKey: keys.flows });
    },
    onError: (error) => tell(error),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('versions.restoreTitle', { number })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{t('versions.restoreText')}</Text>
        <OpenDialoguesChoice impact={impact.data} value={openDialogues} onChange={setOpenDialogues} />
        <Textarea
          label={t('flows.publishNote')}
          maxLength={500}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={restore.isPending} onClick={() => restore.mutate()}>
            {t('versions.restore')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function VersionLine({
  version,
  comparison,
  onRestore,
}: {
  version: Version;
  /** Address of its comparison. */
  comparison: string;
  onRestore: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const { can } = useSession();
  const by = [moment(version.publishedAt, locale, t, now), version.author].filter(Boolean).join(', ');
  return (
    <li>
      <div>
        <b>{t('versions.number', { number: version.number })}</b>{' '}
        {version.live ? <span className="v-tone-ok">{t('versions.live')}</span> : null}
        <p className="v-dim">{by}</p>
        {version.note ? <p>{version.note}</p> : null}
        <Link className="v-link" to={comparison} aria-label={t('compare.open', { number: version.number })}>
          {t('compare.compare')}
        </Link>
      </div>
      {can.publishFlows && !version.live ? (
        <Button
          variant="default"
          size="xs"
          aria-label={t('versions.restoreOf', { number: version.number })}
          onClick={onRestore}
        >
          {t('versions.restore')}
        </Button>
      ) : null}
    </li>
  );
}

/** The button that opens everything that was published of a flow, with the way back. */
export function VersionsPanel({ flowId, onMoved }: { flowId: string; onMoved: (report: MoveReport) => void }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [restoring, setRestoring] = useState<Version | null>(null);
  const query = useQuery({
    queryKey: keys.flowVersions(flowId),
    queryFn: ({ signal }) => api.flowVersions(flowId, signal),
    enabled: isOpen,
  });
  const versions = query.data?.versions;
  return (
    <>
      <Tooltip label={t('versions.title')}>
        <ActionIcon aria-label={t('versions.title')} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <IconHistory size={17} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="right"
        size={400}
        title={t('versions.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className="v-dim">{t('versions.hint')}</p>
        {query.isPending ? <Skeleton height={120} radius="md" /> : null}
        {query.isError && !versions ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
        {versions?.length === 0 ? <p>{t('versions.empty')}</p> : null}
        <ul className="v-versions">
          {versions?.map((version) => (
            <VersionLine
              key={version.number}
              version={version}
              comparison={compareAddress(flowId, sidesOf(version.number, versions[0]?.number ?? version.number))}
              onRestore={() => setRestoring(version)}
            />
          ))}
        </ul>
      </Drawer>
      {restoring ? (
        <RestoreDialog flowId={flowId} version={restoring} onClose={() => setRestoring(null)} onMoved={onMoved} />
      ) : null}
    </>
  );
}
