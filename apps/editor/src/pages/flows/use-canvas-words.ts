import { useMemo } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CanvasLabels, WordsContext } from '@voronka/flow-editor';
import { useLocale } from '../../i18n/use-locale.ts';

/**
 * What the canvas needs to speak the reader's language in the reader's theme.
 *
 * @param stages stage key → name; keep the same map between renders, or the canvas is drawn anew
 */
export function useCanvasWords(stages: ReadonlyMap<string, string>): {
  words: WordsContext;
  labels: CanvasLabels;
  colorMode: 'light' | 'dark';
} {
  const { t } = useTranslation();
  const locale = useLocale();
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
