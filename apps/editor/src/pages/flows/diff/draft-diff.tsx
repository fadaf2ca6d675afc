import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Flow, FlowImpact } from '@voronka/contracts';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { LoadFailure } from '../../../components/load-failure.tsx';
import { Compared } from './compared.tsx';

/** What publishing the draft changes: on the drawing, and in words by node. */
export function DraftDiff({ flow, impact }: { flow: Flow; impact: FlowImpact | undefined }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: keys.draftDiff(flow.id, flow.draft.revision),
    queryFn: ({ signal }) => api.draftDiff(flow.id, signal),
    staleTime: 0,
  });
  return (
    <section aria-labelledby="draft-diff">
      <h3 id="draft-diff" className="v-diff-title">
        {t('diff.title')}
      </h3>
      {query.isPending ? <Skeleton height={300} radius="md" aria-label={t('diff.loading')} /> : null}
      {query.isError ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <Compared before={flow.live?.graph ?? null} after={flow.draft.graph} diff={query.data} impact={impact} />
      ) : null}
    </section>
  );
}
