import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlugConnected } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssistantCheck } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';

function Outcome({ outcome }: { outcome: AssistantCheck }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(outcome.durationMs / 1000);
  if (!outcome.ok) {
    return (
      <Alert
        variant="light"
        color="red"
        icon={<IconAlertTriangle size={16} aria-hidden />}
        title={t('assistants.checkFailed')}
      >
        {outcome.message?.[locale]}
      </Alert>
    );
  }
  return (
    <Alert
      variant="light"
      color="green"
      styles={{ title: { color: 'var(--v-ok)' } }}
      icon={<IconCircleCheck size={16} aria-hidden />}
      title={t(outcome.reply === null ? 'assistants.checkSilent' : 'assistants.checkOk', { seconds })}
    >
      {outcome.reply}
    </Alert>
  );
}

/** Asks the saved language model, and shows what it says. */
export function ModelCheck({ assistantId, isSaved }: { assistantId: string; isSaved: boolean }) {
  const { t } = useTranslation();
  const tell = useFailureToast();
  const check = useMutation({
    mutationFn: () => api.checkAssistant(assistantId),
    onError: (error) => tell(error),
  });
  return (
    <div className="v-model-check">
      <div className="v-model-check-row">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={15} aria-hidden />}
          disabled={!isSaved}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('assistants.check')}
        </Button>
        <span className="v-dim">{t(isSaved ? 'assistants.checkHint' : 'assistants.checkSaveFirst')}</span>
      </div>
      <div aria-live="polite">{check.data && isSaved ? <Outcome outcome={check.data} /> : null}</div>
    </div>
  );
}
