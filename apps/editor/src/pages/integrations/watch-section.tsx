import type { ReactNode } from 'react';
import { Alert, Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CrmWatchSetup, IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { HookAddress } from './hook-address.tsx';

const looks: Record<CrmWatchSetup['hook']['state'], { color: string; Icon: typeof IconInfoCircle }> = {
  working: { color: 'green', Icon: IconCircleCheck },
  waiting: { color: 'gray', Icon: IconInfoCircle },
  notSet: { color: 'gray', Icon: IconInfoCircle },
  unreachable: { color: 'gray', Icon: IconInfoCircle },
  none: { color: 'gray', Icon: IconInfoCircle },
  refused: { color: 'yellow', Icon: IconAlertTriangle },
  silent: { color: 'yellow', Icon: IconAlertTriangle },
};

function Fact({ name, hint, children }: { name: string; hint?: string | undefined; children: ReactNode }) {
  return (
    <div className="v-setting">
      <dt>{name}</dt>
      <dd>
        {children}
        {hint ? <span className="v-dim"> {hint}</span> : null}
      </dd>
    </div>
  );
}

function Facts({ watch }: { watch: CrmWatchSetup }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const at = (when: string | null, absent: string) =>
    when === null ? absent : <time dateTime={when}>{moment(when, locale, t, now)}</time>;
  const { hook, lastRun } = watch;
  const outcome = lastRun && (lastRun.message?.[locale] ?? t('crmWatch.runOutcome', lastRun));
  return (
    <dl className="v-settings">
      <Fact name={t('crmWatch.lastHook')}>{at(hook.lastAt, t('crmWatch.never'))}</Fact>
      {hook.setUp === 'byItself' ? (
        <Fact name={t('crmWatch.subscribed')}>{at(hook.subscribedAt, t('crmWatch.notSubscribed'))}</Fact>
      ) : null}
      {hook.resubscribedAt === null ? null : (
        <Fact name={t('crmWatch.resubscribed')} hint={t('crmWatch.resubscribedHint')}>
          {at(hook.resubscribedAt, '')}
        </Fact>
      )}
      <Fact name={t('crmWatch.lastRun')} hint={watch.running ? t('crmWatch.running') : (outcome ?? undefined)}>
        {at(lastRun?.finishedAt ?? lastRun?.startedAt ?? null, watch.running ? '' : t('crmWatch.neverRun'))}
      </Fact>
      <Fact name={t('crmWatch.every')}>{t('crmWatch.everyMinutes', { count: watch.everyMinutes })}</Fact>
      {watch.waiting > 0 ? <Fact name={t('crmWatch.waiting')}>{watch.waiting}</Fact> : null}
    </dl>
  );
}

/** How changes made in the CRM come back: its webhooks, and asking it. */
export function WatchSection({ integration, readOnly }: { integration: IntegrationSetup; readOnly: boolean }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const tell = useFailureToast();
  const { watch } = integration;
  const { state, setUp, message } = watch.hook;
  const reconcile = useMutation({
    mutationFn: () => api.reconcileIntegration(integration.id),
    onSuccess: async () => {
      notifications.show({ message: t('crmWatch.asked') });
      await client.invalidateQueries({ queryKey: keys.integrations });
    },
    onError: (error) => tell(error),
  });
  const { color, Icon } = looks[state];
  return (
    <section className="v-section" aria-labelledby="integration-watch" data-hooks={state}>
      <header>
        <h2 id="integration-watch">{t('crmWatch.title')}</h2>
        {setUp === 'never' ? null : <span className="v-dim">{t('crmWatch.hint')}</span>}
      </header>
      <Stack gap="md">
        <Alert variant="light" color={color} icon={<Icon size={16} aria-hidden />}>
          {message[locale]}
        </Alert>
        {setUp === 'never' ? null : <Facts watch={watch} />}
        {!readOnly && setUp !== 'never' ? (
          <Group>
            <Button
              variant="default"
              loading={reconcile.isPending || watch.running}
              disabled={!integration.enabled || !integration.hasSecret}
              onClick={() => reconcile.mutate()}
            >
              {t('crmWatch.reconcile')}
            </Button>
          </Group>
        ) : null}
        {setUp === 'byHand' && !readOnly ? <HookAddress integration={integration} /> : null}
      </Stack>
    </section>
  );
}
