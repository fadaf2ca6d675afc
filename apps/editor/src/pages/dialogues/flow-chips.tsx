import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { day } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { noFlowPlace, withoutTimes } from './dialogues-address.ts';
import type { DialoguesView, FlowPlace } from './dialogues-address.ts';
import { useView } from './use-view.ts';

/** Names of the places of a flow as its drawings have them, and as other versions had them. */
function usePlaceNames({ flow, from, to }: FlowPlace) {
  const locale = useLocale();
  const drawn = useQuery({
    queryKey: keys.flow(flow ?? ''),
    queryFn: ({ signal }) => api.flow(flow ?? '', signal),
    enabled: flow !== null,
  });
  const graphs = drawn.data ? [drawn.data.draft.graph, ...(drawn.data.live ? [drawn.data.live.graph] : [])] : [];
  // Only what the drawings do not have is asked for among the counts, which know names of other versions.
  const span = { from: from ?? new Date(0).toISOString(), ...(to === null ? {} : { to }) };
  const counted = useQuery({
    queryKey: keys.flowTraffic(flow ?? '', span),
    queryFn: ({ signal }) => api.flowTraffic(flow ?? '', span, signal),
    enabled: flow !== null && from !== null && drawn.isSuccess,
  });
  const edges = [
    ...graphs.flatMap((graph) => graph.edges.map((edge) => ({ ...edge, edgeId: edge.id }))),
    ...(counted.data?.edges ?? []),
  ];
  const nodeName = (nodeId: string): string =>
    graphs.flatMap(({ nodes }) => nodes).find(({ id }) => id === nodeId)?.label[locale] ??
    counted.data?.nodes.find((node) => node.nodeId === nodeId)?.label[locale] ??
    nodeId;
  return {
    flowName: drawn.data?.name[locale] ?? '…',
    nodeName,
    endsOf: (id: string) => {
      const edge = edges.find(({ edgeId }) => edgeId === id);
      return edge ? { node: nodeName(edge.source), target: nodeName(edge.target) } : null;
    },
  };
}

interface Chip {
  label: string;
  without: Partial<DialoguesView>;
}

/** By which place of a flow the list is narrowed; each part can be taken away. */
export function FlowChips() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { view, change } = useView();
  const { flowName, nodeName, endsOf } = usePlaceNames(view);
  const { flow, at, incidentAt, passed, edge, from, to } = view;
  if (flow === null) return null;
  const date = (iso: string) => day(iso, locale, t, new Date()).toLowerCase();
  // The end is the midnight after the last day.
  const lastDay = (iso: string) => date(new Date(Date.parse(iso) - 1).toISOString());
  const ends = edge === null ? null : endsOf(edge);
  const chips: Chip[] = [{ label: t('traffic.chip.flow', { flow: flowName }), without: noFlowPlace }];
  for (const [name, nodeId] of Object.entries({ at, incidentAt, passed })) {
    if (nodeId === null) continue;
    const label = t(`traffic.chip.${name as 'at' | 'incidentAt' | 'passed'}`, { node: nodeName(nodeId) });
    chips.push({ label, without: withoutTimes({ ...view, [name]: null }) });
  }
  if (edge !== null) {
    chips.push({ label: ends ? t('traffic.chip.edge', ends) : edge, without: withoutTimes({ ...view, edge: null }) });
  }
  if (from !== null) {
    const label =
      to === null
        ? t('traffic.chip.since', { from: date(from) })
        : t('traffic.chip.span', { from: date(from), to: lastDay(to) });
    chips.push({ label, without: { from: null, to: null } });
  }
  return (
    <ul className="v-chips" aria-label={t('traffic.chips')}>
      {chips.map(({ label, without }) => (
        <li key={label} className="v-chip">
          <span>{label}</span>
          <ActionIcon size="xs" aria-label={t('traffic.remove', { what: label })} onClick={() => change(without)}>
            <IconX size={12} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
