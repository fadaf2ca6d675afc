import { useCallback, useEffect, useRef, useState } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { arrange, putInOrder } from '@voronka/flow-editor';
import type { CanvasView, Direction } from '@voronka/flow-editor';
import { buildLayoutEngine } from './layout-engine.ts';
import type { Draft } from './use-draft.tsx';

const engine = buildLayoutEngine();

/**
 * Puts the draft's nodes to tidy places. These are found in another thread, so the draft can be edited meanwhile: what is
 * gone by then is left out, and what is new stays where it was put.
 */
export function useArranging(draft: Draft, direction: Direction, view: CanvasView) {
  const { t } = useTranslation();
  const [isArranging, setArranging] = useState(false);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const begin = useCallback(() => {
    setArranging(true);
    arrange(latest.current.graph, direction, engine)
      .then(({ places }) => {
        latest.current.edit((graph) => putInOrder(graph, places, direction));
        // What was put in order is to be seen, wherever it was before.
        requestAnimationFrame(view.fit);
      })
      .catch(() => notifications.show({ color: 'red', message: t('draft.arrangeFailed') }))
      .finally(() => setArranging(false));
  }, [direction, view, t]);
  return { arrange: begin, isArranging };
}
