import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { CheckOutcome } from './check-outcome.tsx';

/** Tells how the connection of a CRM stands that was just joined, and leads to its page. */
export function JoinedDialog({ integration: { id, name } }: { integration: IntegrationSetup }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const check = useQuery({
    queryKey: keys.integrationCheck(id),
    queryFn: () => api.checkIntegration(id),
    retry: false,
    refetchOnWindowFocus: false,
  });
  const open = () => void navigate(`/integrations/${id}`);
  return (
    <Modal opened size="lg" onClose={open} title={name} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <Text>{t('integrations.checkedAfterJoin')}</Text>
        <div role="status">
          {check.data ? <CheckOutcome check={check.data} /> : null}
          {check.isPending ? <Loader size="sm" aria-label={t('integrations.check')} /> : null}
        </div>
        {check.isError ? <LoadFailure error={check.error} onRetry={() => void check.refetch()} /> : null}
        <Group justify="flex-end">
          <Button onClick={open}>{t('integrations.openIntegration')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
