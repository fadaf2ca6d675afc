import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconPlayerSkipForward, IconRefresh, IconUserShare } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IncidentAction } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';

/** The icon of each way on. */
export const settleIcons = {
  retry: IconRefresh,
  skip: IconPlayerSkipForward,
  handOver: IconUserShare,
} as const satisfies Record<IncidentAction, typeof IconRefresh>;

/** Lets a parked dialogue go on: from the node where it stands, past what failed, or with a manager. */
export function SettleButtons({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const settle = useMutation({
    mutationFn: (action: IncidentAction) => api.settleIncident(incidentId, action),
    onSuccess: async (_, action) => {
      notifications.show({ message: t(`attention.done.${action}`) });
      await client.invalidateQueries({ queryKey: keys.incidents });
      void client.invalidateQueries({ queryKey: keys.overview });
    },
    onError: (error) => tell(error),
  });
  const { retry: RetryIcon } = settleIcons;
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="xs"
        leftSection={<RetryIcon size={14} aria-hidden />}
        loading={settle.isPending}
        onClick={() => settle.mutate('retry')}
      >
        {t('diagnostics.retry')}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size={30} variant="default" aria-label={t('attention.more')} disabled={settle.isPending}>
            <IconChevronDown size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {(['skip', 'handOver'] as const).map((action) => {
            const Icon = settleIcons[action];
            return (
              <Menu.Item
                key={action}
                leftSection={<Icon size={15} aria-hidden />}
                onClick={() => settle.mutate(action)}
              >
                {t(`attention.action.${action}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
