import { Button, Select, Skeleton, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';

const kindsWithPeople: readonly IntegrationSetup['kind'][] = ['bitrix24', 'amocrmFull'];

/** Value of the choice that links with nobody. */
const nobody = '';

/** Which user of the CRM each manager is. Nothing for kinds whose cards we give to nobody. */
export function ManagersSection({ integration, readOnly }: { integration: IntegrationSetup; readOnly: boolean }) {
  const { t } = useTranslation();
  if (!kindsWithPeople.includes(integration.kind)) return null;
  return (
    <section className="v-section" aria-labelledby="integration-managers">
      <header>
        <h2 id="integration-managers">{t('integrations.managers.title')}</h2>
      </header>
      <p className="v-dim">{t('integrations.managers.hint')}</p>
      {readOnly ? <LinkedManagers integration={integration} /> : <ManagerLinks integration={integration} />}
    </section>
  );
}

function LinkedManagers({ integration: { managers } }: { integration: IntegrationSetup }) {
  const { t } = useTranslation();
  if (managers.length === 0) return <p>{t('integrations.managers.nobody')}</p>;
  return (
    <ul>
      {managers.map(({ userId, name, crmUserId }) => (
        <li key={userId}>{t('integrations.managers.linked', { name, id: crmUserId })}</li>
      ))}
    </ul>
  );
}

function ManagerLinks({ integration }: { integration: IntegrationSetup }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const canAsk = integration.hasSecret && ['given', 'notNeeded'].includes(integration.authorization);
  const people = useQuery({ queryKey: keys.people, queryFn: ({ signal }) => api.people(signal) });
  const users = useQuery({
    queryKey: keys.crmUsers(integration.id),
    queryFn: ({ signal }) => api.crmUsers(integration.id, signal),
    enabled: canAsk,
    retry: false,
  });
  const link = useMutation({
    mutationFn: ({ userId, crmUserId }: { userId: string; crmUserId: string | null }) =>
      api.linkManager(integration.id, userId, { crmUserId }),
    onSuccess: () => notifications.show({ message: t('integrations.saved') }),
    onError: (error) => tell(error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.integrations }),
        client.invalidateQueries({ queryKey: keys.people }),
      ]),
  });
  if (people.isError) return <LoadFailure error={people.error} onRetry={() => void people.refetch()} />;
  if (users.isError) return <UsersMissing onRetry={() => void users.refetch()} integration={integration} />;
  if (!canAsk) return <LinkedManagers integration={integration} />;
  if (!people.data || !users.data) return <Skeleton height={120} radius="md" />;
  const choices = [
    { value: nobody, label: t('integrations.managers.none') },
    ...users.data.users
      .filter(({ active }) => active)
      .map(({ id, name }) => ({ value: id, label: t('integrations.managers.choice', { name, id }) })),
  ];
  return (
    <Stack gap="sm">
      {people.data.people.map(({ id: userId, name }) => {
        const current = integration.managers.find((one) => one.userId === userId)?.crmUserId ?? null;
        const isListed = current === null || choices.some(({ value }) => value === current);
        return (
          <Select
            key={userId}
            label={name}
            data={isListed ? choices : [...choices, { value: current, label: current }]}
            value={current ?? nobody}
            allowDeselect={false}
            searchable
            disabled={link.isPending}
            onChange={(chosen) => link.mutate({ userId, crmUserId: chosen || null })}
          />
        );
      })}
    </Stack>
  );
}

function UsersMissing({ integration, onRetry }: { integration: IntegrationSetup; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <LinkedManagers integration={integration} />
      <p>{t('integrations.managers.unknown')}</p>
      <Button variant="default" size="xs" onClick={onRetry}>
        {t('integrations.managers.again')}
      </Button>
    </>
  );
}
