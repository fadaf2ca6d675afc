import { useState } from 'react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiError, FlowList } from '@voronka/contracts';
import { ApiFailure } from '../../../api/api-failure.ts';
import { api } from '../../../api/endpoints.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { Refusal } from './refusal.tsx';
import { useFlowDeed } from './use-flow-deed.ts';

/** Asks before a flow is put away; says what needs one that cannot be. */
export function ArchiveDialog({ flow, onClose }: { flow: FlowList['flows'][number]; onClose: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [needed, setNeeded] = useState<ApiError | null>(null);
  const archive = useFlowDeed(() => api.archiveFlow(flow.id), {
    done: t('library.toArchiveDone'),
    onDone: onClose,
    onFailed: (error) => {
      const answer = error instanceof ApiFailure && error.code === 'Flow.InUse' ? error.answer : null;
      setNeeded(answer);
      return answer !== null;
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('library.toArchiveTitle', { name: flow.name[locale] })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{t('library.toArchiveText')}</Text>
        {needed === null ? null : (
          <Refusal title={t('library.inUseTitle')}>
            <p>{needed.message[locale]}</p>
            <ul className="v-problems">
              {(needed.fields ?? []).map(({ message }) => (
                <li key={message.en}>{message[locale]}</li>
              ))}
            </ul>
          </Refusal>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={archive.isPending} disabled={needed !== null} onClick={() => archive.mutate(undefined)}>
            {t('library.toArchive')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
