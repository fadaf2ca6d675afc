import { Button, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { useLocale } from '../i18n/use-locale.ts';
import { EmptyPlace } from './empty-place.tsx';

/** Says why a part of the page could not be read, and offers to try again. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const { message, reference } = failureText(error, useLocale(), t);
  return (
    <EmptyPlace
      icon={IconPlugConnectedX}
      title={t('error.loadTitle')}
      hint={message}
      action={
        <Stack align="center" gap={8}>
          <Button variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
          {reference ? (
            <Text size="xs" c="dimmed">
              {reference}
            </Text>
          ) : null}
        </Stack>
      }
    />
  );
}
