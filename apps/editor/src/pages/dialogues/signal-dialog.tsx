import { useState } from 'react';
import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DialogueDetail } from '@voronka/contracts';
import type { PayloadValue } from '../../api/endpoints.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { faultsOf, payloadOf } from './signal-payload.ts';
import type { Typed } from './signal-payload.ts';

/** The values of a signal that is sent by hand. */
export function SignalDialog({
  signal,
  isSending,
  onClose,
  onSend,
}: {
  signal: DialogueDetail['byHand']['signals'][number];
  isSending: boolean;
  onClose: () => void;
  onSend: (payload: Record<string, PayloadValue>) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [typed, setTyped] = useState<Typed>({});
  const [isPressed, setPressed] = useState(false);
  const { fields } = signal;
  const faults = faultsOf(fields, typed);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('byHand.signalTitle', { title: signal.title[locale] })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (faults.length === 0) onSend(payloadOf(fields, typed));
        }}
      >
        <Stack gap="md">
          {fields.map(({ key, title, type, required }) => {
            const value = typed[key];
            return type === 'boolean' ? (
              <Switch
                key={key}
                label={title[locale]}
                checked={value === true}
                onChange={(event) => setTyped({ ...typed, [key]: event.currentTarget.checked })}
              />
            ) : (
              <TextInput
                key={key}
                label={title[locale]}
                inputMode={type === 'number' ? 'decimal' : 'text'}
                maxLength={2000}
                required={required}
                error={isPressed && faults.includes(key) ? t('byHand.required') : null}
                value={typeof value === 'string' ? value : ''}
                onChange={(event) => setTyped({ ...typed, [key]: event.currentTarget.value })}
              />
            );
          })}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={isSending}>
              {t('byHand.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
