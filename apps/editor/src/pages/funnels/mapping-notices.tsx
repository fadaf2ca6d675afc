import { Alert, Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FunnelSetup, StageMappingSetup } from '@voronka/contracts';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';

/** What stands between a mapping and its use: the CRM is down or off, or no channel writes such cards to it. */
export function MappingNotices({
  mapping,
  integration,
  onRetry,
  isRetrying,
}: {
  mapping: StageMappingSetup;
  integration: FunnelSetup['integrations'][number];
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const { failure, readAt, card, cardsInUse } = mapping;
  const others = cardsInUse.includes(card) ? [] : cardsInUse;
  return (
    <>
      {failure ? (
        <Alert
          variant="light"
          color="orange"
          mb="md"
          role="alert"
          icon={<IconPlugConnectedX size={16} aria-hidden />}
          title={t('funnels.mapping.downTitle')}
        >
          <p>{failure.message[locale]}</p>
          <p>
            {readAt
              ? t('funnels.mapping.downKnown', { at: moment(readAt, locale, t, now) })
              : t('funnels.mapping.downUnknown')}
          </p>
          <Button mt={8} size="compact-sm" variant="default" loading={isRetrying} onClick={onRetry}>
            {t('common.retry')}
          </Button>
        </Alert>
      ) : null}
      {mapping.leads ? null : (
        <Alert variant="light" color="gray" mb="md">
          {t('funnels.mapping.withoutLeads')}
        </Alert>
      )}
      {integration.enabled ? null : (
        <Alert variant="light" color="gray" mb="md">
          {t('funnels.mapping.off')}
        </Alert>
      )}
      {integration.inUse ? null : (
        <Alert variant="light" color="gray" mb="md">
          {t('funnels.mapping.unused')}
        </Alert>
      )}
      {others.length > 0 ? (
        <Alert variant="light" color="orange" mb="md">
          {t('funnels.mapping.otherCards', { cards: others.map((kind) => t(`funnels.mapping.${kind}`)).join(', ') })}
        </Alert>
      ) : null}
    </>
  );
}
