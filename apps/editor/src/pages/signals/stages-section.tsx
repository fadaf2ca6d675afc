import { useState } from 'react';
import { Button, Checkbox, Group, Select, Skeleton, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FunnelList, FunnelSignals, SignalSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';

type Funnel = FunnelList['funnels'][number];

function FunnelForm({
  funnel,
  signals,
  saved,
}: {
  funnel: Funnel;
  signals: readonly SignalSetup[];
  saved: FunnelSignals['stages'];
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { can } = useSession();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [changed, setChanged] = useState<FunnelSignals['stages'] | null>(null);
  const [movesOpen, setMovesOpen] = useState(false);
  const stages = changed ?? saved;
  const save = useMutation({
    mutationFn: () => api.saveFunnelSignals(funnel.id, { stages, openDialogues: movesOpen ? 'move' : 'stay' }),
    onSuccess: async () => {
      notifications.show({ message: t('signals.stagesSaved') });
      await client.invalidateQueries({ queryKey: keys.funnelSignals(funnel.id) });
      setChanged(null);
    },
    onError: (error) => tell(error),
  });
  const choose = (name: string, stageKey: string | null) => {
    const { [name]: _before, ...others } = stages;
    setChanged(stageKey === null ? others : { ...others, [name]: stageKey });
  };
  return (
    <Stack gap="sm" maw={520} mb="lg">
      <h3>{t('signals.stagesOf', { name: funnel.name[locale] })}</h3>
      {signals.map(({ name, title }) => (
        <Select
          key={name}
          label={t('signals.stageOf', { title: title[locale] })}
          placeholder={t('signals.stay')}
          clearable
          disabled={!can.changeSignals}
          data={funnel.stages.map((stage) => ({ value: stage.key, label: stage.name[locale] }))}
          value={stages[name] ?? null}
          onChange={(stageKey) => choose(name, stageKey)}
        />
      ))}
      {changed ? (
        <Group justify="space-between">
          <Checkbox
            label={t('signals.moveOpen')}
            checked={movesOpen}
            onChange={(event) => setMovesOpen(event.currentTarget.checked)}
          />
          <Group gap="xs">
            <Button variant="default" onClick={() => setChanged(null)}>
              {t('common.cancel')}
            </Button>
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t('signals.save')}
            </Button>
          </Group>
        </Group>
      ) : null}
    </Stack>
  );
}

function FunnelStages({ funnel, signals }: { funnel: Funnel; signals: readonly SignalSetup[] }) {
  const query = useQuery({
    queryKey: keys.funnelSignals(funnel.id),
    queryFn: ({ signal }) => api.funnelSignals(funnel.id, signal),
  });
  if (query.isPending) return <Skeleton height={90} radius="md" />;
  if (!query.data) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;
  return <FunnelForm funnel={funnel} signals={signals} saved={query.data.stages} />;
}

/** The stages to which each funnel moves on signals. */
export function StagesSection({ signals }: { signals: readonly SignalSetup[] }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.funnels, queryFn: ({ signal }) => api.funnels(signal) });
  return (
    <section className="v-section v-signals-stages" aria-labelledby="signals-stages">
      <header>
        <h2 id="signals-stages">{t('signals.stages')}</h2>
        <span className="v-dim">{t('signals.stagesHint')}</span>
      </header>
      {query.data?.funnels.map((funnel) => (
        <FunnelStages key={funnel.id} funnel={funnel} signals={signals} />
      ))}
    </section>
  );
}
