import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { NotFound } from '../../app/route-failure.tsx';
import { useSession } from '../../app/session.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RemoveButton } from '../../components/remove-button.tsx';
import { useTitle } from '../../components/use-title.ts';
import { AssistantForm } from './assistant-form.tsx';
import { TokensSection } from './tokens-section.tsx';

/** One assistant: who answers, how far it may go, and the tokens of programs that speak for it. */
export function AssistantPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const { assistantId } = useParams();
  const query = useQuery({ queryKey: keys.assistants, queryFn: ({ signal }) => api.assistants(signal) });
  const assistant = query.data?.assistants.find(({ id }) => id === assistantId);
  useTitle(assistant?.name ?? t('assistants.title'));
  if (query.data && !assistant) return <NotFound />;
  return (
    <div className="v-page v-assistant">
      <p className="v-dim">
        <Link className="v-link" to="/assistants">
          {t('assistants.back')}
        </Link>
      </p>
      {query.isPending ? <Skeleton height={420} radius="md" /> : null}
      {query.isError && !assistant ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {assistant ? (
        <>
          <PageHead title={assistant.name}>
            {can.changeAssistants ? (
              <RemoveButton
                name={assistant.name}
                remove={() => api.removeAssistant(assistant.id)}
                list="/assistants"
                queryKey={keys.assistants}
              />
            ) : null}
          </PageHead>
          <AssistantForm key={assistant.id} assistant={assistant} />
          {can.seeTokens ? <TokensSection assistantId={assistant.id} /> : null}
        </>
      ) : null}
    </div>
  );
}
