import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../i18n/use-locale.ts';
import type { ShownColumn } from './board-state.ts';

/** Asks before a card is closed: the CRM closes it too, and may do more with it. */
export function ClosingDialog({
  name,
  column,
  onConfirm,
  onClose,
}: {
  /** How the card is called. */
  name: string;
  column: ShownColumn;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(column.semantics === 'won' ? 'board.closing.won' : 'board.closing.lost')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{t('board.closing.hint', { name, stage: column.name[locale] })}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button data-autofocus onClick={onConfirm}>
            {t('board.closing.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
