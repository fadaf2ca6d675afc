import '../../../styles/canvas-styles.ts';
import { useMemo } from 'react';
import { ActionIcon, NativeSelect, Skeleton, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { diffFlows } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { LoadFailure } from '../../../components/load-failure.tsx';
import { useNow } from '../../../components/use-now.ts';
import { useTitle } from '../../../components/use-title.ts';
import { moment } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { comparedSides, draftSide } from './compare-address.ts';
import { Compared } from './compared.tsx';

/** The drawing of one side: a version by its number, or the saved draft. */
function useSide(flowId: string, side: string | null, draft: FlowGraph | undefined) {
  const number = side === null || side === draftSide ? null : Number(side);
  const version = useQuery({
    queryKey: keys.flowVersion(flowId, number ?? 0),
    queryFn: ({ signal }) => api.flowVersion(flowId, number ?? 0, signal),
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY, // a version never changes
  });
  return { graph: side === draftSide ? draft : version.data?.graph, error: version.error, retry: version.refetch };
}

/** Any two versions of a flow side by side, the draft among them; the address holds which. */
export function ComparePage() {
  const { flowId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const flow = useQuery({ queryKey: keys.flow(flowId), queryFn: ({ signal }) => api.flow(flowId, signal) });
  const list = useQuery({
    queryKey: keys.flowVersions(flowId),
    queryFn: ({ signal }) => api.flowVersions(flowId, signal),
  });
  const versions = list.data?.versions ?? [];
  const sides = comparedSides(
    search,
    versions.map(({ number }) => number),
  );
  const draft = flow.data?.draft.graph;
  const before = useSide(flowId, list.data ? sides.before : null, draft);
  const after = useSide(flowId, list.data ? sides.after : null, draft);
  const diff = useMemo(
    () => (before.graph && after.graph ? diffFlows(before.graph, after.graph) : null),
    [before.graph, after.graph],
  );
  useTitle(t('compare.title'));
  const offered = [
    { value: draftSide, label: t('flows.draft') },
    ...versions.map(({ number, publishedAt, author }) => ({
      value: String(number),
      label: [t('versions.number', { number }), moment(publishedAt, locale, t, now), author].filter(Boolean).join(', '),
    })),
  ];
  const choose = (next: Record<'before' | 'after', string>) => setSearch(next, { replace: true });
  const error = flow.error ?? list.error ?? before.error ?? after.error;
  const retry = () => {
    for (const query of [flow, list]) if (query.isError) void query.refetch();
    if (before.error) void before.retry();
    if (after.error) void after.retry();
  };
  return (
    <div className="v-compare">
      <header className="v-flow-head">
        <Tooltip label={t('compare.back')}>
          <ActionIcon component={Link} to={`/flows/${encodeURIComponent(flowId)}`} aria-label={t('compare.back')}>
            <IconArrowLeft size={17} />
          </ActionIcon>
        </Tooltip>
        <div className="v-flow-title">
          <h1>{t('compare.title')}</h1>
          <p className="v-flow-note">{flow.data?.name[locale]}</p>
        </div>
        <NativeSelect
          size="xs"
          aria-label={t('compare.before')}
          data={offered}
          value={sides.before}
          onChange={(event) => choose({ ...sides, before: event.currentTarget.value })}
        />
        <Tooltip label={t('compare.swap')}>
          <ActionIcon
            aria-label={t('compare.swap')}
            onClick={() => choose({ before: sides.after, after: sides.before })}
          >
            <IconArrowsExchange size={17} />
          </ActionIcon>
        </Tooltip>
        <NativeSelect
          size="xs"
          aria-label={t('compare.after')}
          data={offered}
          value={sides.after}
          onChange={(event) => choose({ ...sides, after: event.currentTarget.value })}
        />
      </header>
      {error ? <LoadFailure error={error} onRetry={retry} /> : null}
      {!error && !diff ? <Skeleton className="v-canvas-loading" aria-label={t('diff.loading')} /> : null}
      {!error && diff && before.graph && after.graph ? (
        <main className="v-compare-body">
          <Compared key={`${sides.before}-${sides.after}`} before={before.graph} after={after.graph} diff={diff} />
        </main>
      ) : null}
    </div>
  );
}
