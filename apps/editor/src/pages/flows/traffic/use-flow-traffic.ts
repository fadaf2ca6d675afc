import { useCallback, useEffect, useMemo, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FlowGraph } from '@voronka/domain';
import { createTrafficStore } from '@voronka/flow-editor';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { useNow } from '../../../components/use-now.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { drawTraffic } from './traffic-numbers.ts';
import type { TrafficWords } from './traffic-numbers.ts';
import { spanOf } from './traffic-period.ts';
import type { TrafficPeriod } from './traffic-period.ts';

/**
 * The numbers of a flow on a drawing of it. They follow what happens (see `LiveUpdates`) and reach the canvas by a store,
 * so that only places whose numbers are others are drawn anew.
 *
 * @param period null: no numbers are wanted, and none are asked for
 */
export function useFlowTraffic(flowId: string, graph: FlowGraph, period: TrafficPeriod | null) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const now = useNow(60_000);
  const from = period === null ? '' : spanOf(period, now).from;
  const to = period === null ? undefined : spanOf(period, now).to;
  const span = useMemo(() => ({ from, to }), [from, to]);
  const [store] = useState(createTrafficStore);
  const query = useQuery({
    queryKey: keys.flowTraffic(flowId, span),
    queryFn: ({ signal }) => api.flowTraffic(flowId, span, signal),
    enabled: period !== null,
    placeholderData: keepPreviousData,
  });
  const words = useMemo<TrafficWords>(
    () => ({
      locale,
      title: (of, values) => t(`traffic.number.${of}`, values),
      groupTitle: (of, values) => t(`traffic.groupNumber.${of}`, values),
    }),
    [locale, t],
  );
  const traffic = period === null ? undefined : query.data;
  const drawn = useMemo(
    () => (traffic ? drawTraffic(traffic, graph, { flowId, span }, words) : null),
    [traffic, graph, flowId, span, words],
  );
  useEffect(() => store.set(drawn?.canvas ?? null), [store, drawn]);
  const onOpen = useCallback((href: string) => void navigate(href), [navigate]);
  const provided = useMemo(() => ({ store, onOpen }), [store, onOpen]);
  return { provided, query, dialogues: traffic?.dialogues ?? null, gone: drawn?.gone ?? [] };
}

/** What is known of a flow's numbers. */
export type ShownTraffic = ReturnType<typeof useFlowTraffic>;
