import { useState } from 'react';
import { Button, Group, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { createTrafficStore, FlowCanvas, TrafficProvider } from '@voronka/flow-editor';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import { subFlowAddress } from './flow-address.ts';
import type { Caller } from './flow-address.ts';
import { useCanvasWords } from './use-canvas-words.ts';

/** The numbers on the page's canvas are those of the outer flow. */
const noNumbers = { store: createTrafficStore(), onOpen: () => undefined };

function PeekCanvas({ flowId, caller }: { flowId: string; caller: Caller }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const { words, labels, colorMode } = useCanvasWords();
  const query = useQuery({ queryKey: keys.flow(flowId), queryFn: ({ signal }) => api.flow(flowId, signal) });
  if (query.isPending) return <Skeleton className="v-peek-canvas" />;
  if (!query.data) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;
  const { live, draft, name } = query.data;
  return (
    <div className="v-peek-canvas">
      <TrafficProvider value={noNumbers}>
        <FlowCanvas
          graph={(live ?? draft).graph}
          words={words}
          labels={{ ...labels, canvas: t('subFlow.canvas', { name: name[locale] }) }}
          colorMode={colorMode}
          onSelect={(node) => {
            if (node !== null) void navigate(subFlowAddress(flowId, caller, node));
          }}
        />
      </TrafficProvider>
    </div>
  );
}

/** What happens in a node that runs another flow: unfolded below its settings, or opened as a page with a way back. */
export function SubFlowPeek({ flowId, caller }: { flowId: string; caller: Caller }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="v-node-section" aria-label={t('subFlow.title')}>
      <h3>{t('subFlow.title')}</h3>
      <Group gap="sm">
        <Button variant="default" size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'subFlow.fold' : 'subFlow.unfold')}
        </Button>
        <Link className="v-link" to={subFlowAddress(flowId, caller)}>
          {t('subFlow.open')}
        </Link>
      </Group>
      {isOpen ? <PeekCanvas key={flowId} flowId={flowId} caller={caller} /> : null}
    </section>
  );
}
