import { useState } from 'react';
import { Button, SegmentedControl, Skeleton, Select } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FunnelSetup, StageMappingSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { MappingForm } from './mapping-form.tsx';
import { MappingNotices } from './mapping-notices.tsx';

type CardKind = StageMappingSetup['card'];
const cardKinds: readonly CardKind[] = ['lead', 'deal'];

/** How a funnel's stages are bound to one CRM. */
export function MappingSection({ funnel }: { funnel: FunnelSetup }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [card, setCard] = useState<CardKind | null>(null);
  const integration =
    funnel.integrations.find(({ id }) => id === chosenId) ??
    funnel.integrations.find(({ inUse }) => inUse) ??
    funnel.integrations[0];
  const integrationId = integration?.id ?? '';
  const place = { funnelId: funnel.id, integrationId };
  const queryKey = keys.stageMapping(funnel.id, integrationId, card);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.stageMapping(place, { card: card ?? undefined }, signal),
    enabled: integration !== undefined,
  });
  const refresh = useMutation({
    mutationFn: () => api.stageMapping(place, { card: card ?? undefined, fresh: 'true' }),
    onSuccess: (read) => client.setQueryData(queryKey, read),
    onError: (error) => tell(error),
  });
  const mapping = query.data;
  if (!integration) return null;
  return (
    <section className="v-section" aria-labelledby="funnel-mapping">
      <header className="v-section-head">
        <h2 id="funnel-mapping">{t('funnels.mapping.title')}</h2>
        <div className="v-mapping-head">
          {funnel.integrations.length > 1 ? (
            <Select
              size="xs"
              aria-label={t('funnels.mapping.integration')}
              allowDeselect={false}
              data={funnel.integrations.map(({ id, name }) => ({ value: id, label: name }))}
              value={integration.id}
              onChange={setChosenId}
            />
          ) : (
            <span>{integration.name}</span>
          )}
          {mapping?.leads ? (
            <SegmentedControl
              size="xs"
              aria-label={t('funnels.mapping.card')}
              data={cardKinds.map((value) => ({ value, label: t(`funnels.mapping.${value}`) }))}
              value={mapping.card}
              onChange={setCard}
            />
          ) : null}
        </div>
      </header>
      {query.isPending ? <Skeleton height={300} radius="md" /> : null}
      {query.isError && !mapping ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {mapping ? (
        <>
          <MappingNotices
            mapping={mapping}
            integration={integration}
            onRetry={() => refresh.mutate()}
            isRetrying={refresh.isPending}
          />
          {mapping.failure === null && mapping.readAt ? (
            <p className="v-dim v-read-at">
              {t('funnels.mapping.readAt', { at: moment(mapping.readAt, locale, t, now) })}
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconRefresh size={13} aria-hidden />}
                loading={refresh.isPending}
                onClick={() => refresh.mutate()}
              >
                {t('funnels.mapping.refresh')}
              </Button>
            </p>
          ) : null}
          <MappingForm key={`${integration.id} ${mapping.card}`} funnel={funnel} mapping={mapping} />
        </>
      ) : null}
    </section>
  );
}
