import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CheckItem, CheckState, IntegrationCheck } from '@voronka/contracts';
import { useLocale } from '../../i18n/use-locale.ts';

const marks: Readonly<Record<CheckState, { Icon: typeof IconCircleCheck; tone: string }>> = {
  ok: { Icon: IconCircleCheck, tone: 'v-tone-ok' },
  warning: { Icon: IconAlertTriangle, tone: 'v-tone-attention' },
  missing: { Icon: IconCircleX, tone: 'v-tone-failed' },
  unknown: { Icon: IconHelpCircle, tone: 'v-dim' },
  notApplicable: { Icon: IconCircleMinus, tone: 'v-dim' },
};

function Row({ item }: { item: CheckItem }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { Icon, tone } = marks[item.state];
  return (
    <li data-what={item.what} data-state={item.state}>
      <span className={`v-check-mark ${tone}`}>
        <Icon size={16} stroke={1.8} aria-hidden />
        {t(`integrations.checkState.${item.state}`)}
      </span>
      <span>
        <strong>{t(`integrations.checkWhat.${item.what}`)}</strong>
        <span className="v-check-why">{item.why[locale]}</span>
        {item.todo ? (
          <span className="v-check-why">
            <strong>{t('integrations.checkTodo')}</strong> {item.todo[locale]}
          </span>
        ) : null}
      </span>
    </li>
  );
}

function Summary({ check }: { check: IntegrationCheck }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const lacks = check.items.filter(({ state }) => state === 'missing' || state === 'warning').length;
  if (!check.ok) {
    return (
      <Alert
        color="red"
        styles={{ title: { color: 'var(--v-failed)' } }}
        icon={<IconCircleX size={16} aria-hidden />}
        title={t('integrations.checkFailed')}
      >
        {check.message?.[locale]}
      </Alert>
    );
  }
  return lacks > 0 ? (
    <Alert color="yellow" icon={<IconAlertTriangle size={16} aria-hidden />}>
      {t('integrations.checkPartly', { count: lacks })}
    </Alert>
  ) : (
    <Alert
      color="green"
      styles={{ title: { color: 'var(--v-ok)' } }}
      icon={<IconCircleCheck size={16} aria-hidden />}
      title={t('integrations.checkOk')}
    />
  );
}

/** What came of checking a connection: how it stands as a whole, and everything that was looked at. */
export function CheckOutcome({ check }: { check: IntegrationCheck }) {
  const { t } = useTranslation();
  return (
    <>
      <Summary check={check} />
      <ul className="v-check" aria-label={t('integrations.checkAll')}>
        {check.items.map((item) => (
          <Row key={item.what} item={item} />
        ))}
      </ul>
    </>
  );
}
