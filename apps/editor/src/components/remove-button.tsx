import { useState } from 'react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useFailureToast } from './use-failure-toast.tsx';

/** Removes what a page shows, after a question, and goes back to the list. What is in use stays, with the reason told. */
export function RemoveButton({
  name,
  remove,
  list,
  queryKey,
}: {
  name: string;
  remove: () => Promise<void>;
  /** Address of the list. */
  list: string;
  queryKey: readonly string[];
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const tell = useFailureToast();
  const [isAsking, setAsking] = useState(false);
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      notifications.show({ message: t('integrations.removed') });
      await navigate(list);
      await client.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      setAsking(false);
      tell(error);
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('integrations.remove')}
      </Button>
      {isAsking ? (
        <Modal
          opened
          onClose={() => setAsking(false)}
          title={t('integrations.removeAsk', { name })}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <Stack gap="md">
            <Text>{t('integrations.removeHint')}</Text>
            <Group justify="flex-end" gap="xs">
              <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
                {t('common.cancel')}
              </Button>
              <Button color="red" loading={removal.isPending} onClick={() => removal.mutate()}>
                {t('integrations.remove')}
              </Button>
            </Group>
          </Stack>
        </Modal>
      ) : null}
    </>
  );
}
