import { useMemo } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CanvasLabels, WordsContext } from '@voronka/flow-editor';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useStageNames } from '../../components/use-stage-names.ts';
import { useLocale } from '../../i18n/use-locale.ts';

/** Flows are renamed rarely, so their names are read again at most this often, in ms. */
const freshMs = 5 * 60_000;

/** Flow id → name; empty until it is known. */
function useFlowNames(): ReadonlyMap<string, string> {
  const locale = useLocale();
  const { data } = useQuery({ queryKey: keys.flows, queryFn: ({ signal }) => api.flows(signal), staleTime: freshMs });
  return useMemo(() => new Map(data?.flows.map(({ id, name }) => [id, name[locale]])), [data, locale]);
}

function annotationLabels(t: TFunction): CanvasLabels['annotations'] {
  return {
    note: (text) => t('annotations.noteName', { text }),
    group: (title, count) => t('annotations.groupName', { title, count }),
    emptyNote: t('annotations.emptyNote'),
    noteText: t('annotations.noteText'),
    groupTitle: t('annotations.groupTitle'),
    collapse: t('annotations.collapse'),
    expand: t('annotations.expand'),
    nodes: (count) => t('annotations.nodes', { count }),
    colors: {
      yellow: t('annotations.colors.yellow'),
      blue: t('annotations.colors.blue'),
      green: t('annotations.colors.green'),
      red: t('annotations.colors.red'),
      grey: t('annotations.colors.grey'),
    },
    color: t('annotations.color'),
    removeNote: t('annotations.removeNote'),
    ungroup: t('annotations.ungroup'),
  };
}

/** What the canvas needs to speak the reader's language in the reader's theme. */
export function useCanvasWords(): {
  words: WordsContext;
  labels: CanvasLabels;
  colorMode: 'light' | 'dark';
} {
  const { t } = useTranslation();
  const locale = useLocale();
  const stages = useStageNames();
  const flowNames = useFlowNames();
  const colorMode = useComputedColorScheme('light');
  const words = useMemo(
    () => ({ locale, stageName: (stageKey: string) => stages.get(stageKey) ?? stageKey, flowNames }),
    [locale, stages, flowNames],
  );
  const labels = useMemo(
    () => ({
      canvas: t('flows.canvas'),
      zoomIn: t('flows.zoomIn'),
      zoomOut: t('flows.zoomOut'),
      fit: t('flows.fit'),
      map: t('flows.map'),
      annotations: annotationLabels(t),
    }),
    [t],
  );
  return { words, labels, colorMode };
}
