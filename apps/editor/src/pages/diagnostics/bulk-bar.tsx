import { useState } from 'react';
import { Button, Checkbox, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentAction } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import { settleIcons } from './settle-buttons.tsx';

const actions: readonly IncidentAction[] = ['retry', 'skip', 'handOver'];
const everything = '';

/** Which incidents a bar acts on: what is ticked, or everything with one reason. */
export interface Choice {
  ids: ReadonlySet<string>;
  /** null: all reasons are shown. */
  code: string | null;
}

/** Acts on many incidents at once, asking first. */
export function BulkBar({
  incidents,
  shown,
  choice,
  onChange,
}: {
  /** All open ones. */
  incidents: readonly Incident[];
  /** Those that the list shows. */
  shown: readonly Incident[];
  choice: Choice;
  onChange: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [asking, setAsking] = useState<IncidentAction | null>(null);
  const { ids, code } = choice;
  const settle = useMutation({
    mutationFn: (action: IncidentAction) =>
      api.settleIncidents({ action, ...(ids.size > 0 || code === null ? { ids: [...ids] } : { code }) }),
    onSuccess: async ({ results, left }) => {
      const done = results.filter(({ outcome }) => outcome === 'done').length;
      const counts = { done, gone: results.length - done, left };
      notifications.show({ message: t(left > 0 ? 'attention.bulkLeft' : 'attention.bulkDone', counts) });
      setAsking(null);
      onChange({ ids: new Set(), code: left > 0 ? code : null });
      await client.invalidateQueries({ queryKey: keys.incidents });
      void client.invalidateQueries({ queryKey: keys.overview });
    },
    onError: (error) => tell(error),
  });
  const codes = new Map(incidents.map((incident) => [incident.code, incident.message[locale]]));
  const isReady = ids.size > 0 || code !== null;
  return (
    <div className="v-bulk">
      <Checkbox
        size="xs"
        aria-label={t('attention.chooseAll')}
        checked={shown.length > 0 && shown.every(({ id }) => ids.has(id))}
        indeterminate={ids.size > 0 && !shown.every(({ id }) => ids.has(id))}
        onChange={(event) =>
          onChange({ ...choice, ids: new Set(event.currentTarget.checked ? shown.map(({ id }) => id) : []) })
        }
      />
      <Select
        size="xs"
        w={320}
        aria-label={t('attention.cause')}
        allowDeselect={false}
        data={[
          { value: everything, label: t('attention.allCauses') },
          ...[...codes].map(([value, label]) => ({ value, label })),
        ]}
        value={code ?? everything}
        onChange={(next) => onChange({ ids: new Set(), code: next === everything ? null : next })}
      />
      {isReady ? (
        <span className="v-dim">
          {ids.size > 0 ? t('attention.chosen', { count: ids.size }) : t('attention.ofCause')}
        </span>
      ) : null}
      {isReady
        ? actions.map((action) => {
            const Icon = settleIcons[action];
            return (
              <Button
                key={action}
                size="xs"
                variant="default"
                leftSection={<Icon size={14} aria-hidden />}
                onClick={() => setAsking(action)}
              >
                {t(`attention.action.${action}`)}
              </Button>
            );
          })
        : null}
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={asking ? t(`attention.askTitle.${asking}`) : ''}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {asking ? (
          <Stack gap="md">
            <Text>{t(`attention.askText.${asking}`)}</Text>
            <Text>
              {ids.size > 0
                ? t('attention.chosen', { count: ids.size })
                : `${t('attention.ofCause')}: ${codes.get(code ?? '') ?? ''}`}
            </Text>
            <Group justify="flex-end" gap="xs">
              <Button variant="default" data-autofocus onClick={() => setAsking(null)}>
                {t('common.cancel')}
              </Button>
              <Button loading={settle.isPending} onClick={() => settle.mutate(asking)}>
                {t(`attention.action.${asking}`)}
              </Button>
            </Group>
          </Stack>
        ) : null}
      </Modal>
    </div>
  );
}
