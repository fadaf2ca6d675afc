import { ActionIcon, Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A text that can be copied, by button or by hand. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={label}
      value={value}
      readOnly
      classNames={{ input: 'v-code-input' }}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <ActionIcon aria-label={`${t(copied ? 'common.copied' : 'common.copy')}: ${label}`} onClick={copy}>
              {copied ? <IconCheck size={16} stroke={1.8} /> : <IconCopy size={16} stroke={1.7} />}
            </ActionIcon>
          )}
        </CopyButton>
      }
    />
  );
}

/** Shows a secret this once. A slip of the hand does not close it. */
export function ShownOnce({
  title,
  label,
  value,
  onClose,
}: {
  title: string;
  label: string;
  value: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text>{t('assistants.shownOnce')}</Text>
        <CopyField label={label} value={value} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('assistants.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
