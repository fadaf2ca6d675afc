import { useMemo } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CanvasLabels, WordsContext } from '@voronka/flow-editor';
import { useStageNames } from '../../components/use-stage-names.ts';
import { useLocale } from '../../i18n/use-locale.ts';

/** What the canvas needs to speak the reader's language in the reader's theme. */
export function useCanvasWords(): {
  words: WordsContext;
  labels: CanvasLabels;
  colorMode: 'light' | 'dark';
} {
  const { t } = useTranslation();
  const locale = useLocale();
  const stages = useStageNames();
  const colorMode = useComputedColorScheme('light');
  const words = useMemo(
    () => ({ locale, stageName: (stageKey: string) => stages.get(stageKey) ?? stageKey }),
    [locale, stages],
  );
  const labels = useMemo(
    () => ({
      canvas: t('flows.canvas'),
      zoomIn: t('flows.zoomIn'),
      zoomOut: t('flows.zoomOut'),
      fit: t('flows.fit'),
      map: t('flows.map'),
    }),
    [t],
  );
  return { words, labels, colorMode };
}
