import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MoveReport } from '@voronka/contracts';
import { StayingList } from './staying-list.tsx';

/** What became of open dialogues after publishing, where some of them stayed. */
export function MoveReportDialog({ report, onClose }: { report: MoveReport; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('versions.openDialogues')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{t('versions.moved', { moved: report.moved, stayed: report.stayedTotal })}</Text>
        <StayingList title={t('versions.stayedTitle', { count: report.stayedTotal })} dialogues={report.stayed} />
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            {t('common.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
