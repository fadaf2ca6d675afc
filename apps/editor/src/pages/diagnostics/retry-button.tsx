import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';

/** Lets a parked dialogue go on from the node where it stands. */
export function RetryButton({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const retry = useMutation({
    mutationFn: () => api.retryIncident(incidentId),
    onSuccess: async () => {
      notifications.show({ message: t('diagnostics.retried') });
      await client.invalidateQueries({ queryKey: keys.incidents });
      void client.invalidateQueries({ queryKey: keys.overview });
    },
    onError: (error) => tell(error),
  });
  return (
    <Button
      size="xs"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
    >
      {t('diagnostics.retry')}
    </Button>
  );
}
