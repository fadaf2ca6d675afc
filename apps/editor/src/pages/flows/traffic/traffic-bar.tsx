import { useState } from 'react';
import { Button, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { failureText } from '../../../api/failure-text.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import type { GoneNumber } from './traffic-numbers.ts';
import { dayOf, periodFault, presetPeriods } from './traffic-period.ts';
import type { OwnPeriod, TrafficPeriod } from './traffic-period.ts';
import type { ShownTraffic } from './use-flow-traffic.ts';

/** The days of somebody's own choice; they count as soon as they make sense. */
function OwnDays({ period, onChange }: { period: OwnPeriod; onChange: (period: OwnPeriod) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(period);
  const fault = periodFault(typed);
  const change = (part: Partial<OwnPeriod>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    if (periodFault(next) === null) onChange(next);
  };
  return (
    <div className="v-traffic-days">
      <TextInput
        type="date"
        size="xs"
        aria-label={t('traffic.from')}
        max={dayOf(new Date())}
        value={typed.from}
        error={fault !== null}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <span aria-hidden>–</span>
      <TextInput
        type="date"
        size="xs"
        aria-label={t('traffic.to')}
        value={typed.to}
        error={fault !== null}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      {fault === null ? null : (
        <p className="v-failed-text" role="alert">
          {t(`traffic.fault.${fault}`)}
        </p>
      )}
    </div>
  );
}

/** Numbers whose place another version of the flow had. */
function Gone({ gone }: { gone: readonly GoneNumber[] }) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-start" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="v-link">
          {t('traffic.gone', { count: gone.length })}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="v-dim">{t('traffic.goneHint')}</p>
        <ul className="v-traffic-gone">
          {gone.map(({ key, title, href }) => (
            <li key={key}>
              <Link className="v-link" to={href}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Switches the numbers on the canvas on and off, and says for which days they are. */
export function TrafficBar({
  period,
  traffic,
  onChange,
}: {
  period: TrafficPeriod | null;
  traffic: ShownTraffic;
  onChange: (period: TrafficPeriod | null) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { query, dialogues, gone } = traffic;
  const today = dayOf(new Date());
  return (
    <section className="v-traffic-bar" aria-label={t('traffic.title')}>
      <Button
        variant={period === null ? 'default' : 'light'}
        size="xs"
        aria-pressed={period !== null}
        leftSection={<IconUsers size={15} aria-hidden />}
        onClick={() => onChange(period === null ? 'today' : null)}
      >
        {t('traffic.title')}
      </Button>
      {period === null ? null : (
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('traffic.period')}
            value={typeof period === 'string' ? period : 'own'}
            onChange={(value) =>
              onChange(presetPeriods.find((preset) => preset === value) ?? { from: today, to: today })
            }
            data={[
              ...presetPeriods.map((preset) => ({ value: preset, label: t(`traffic.preset.${preset}`) })),
              { value: 'own', label: t('traffic.preset.own') },
            ]}
          />
          {typeof period === 'string' ? null : <OwnDays period={period} onChange={onChange} />}
          <div className="v-traffic-note" aria-live="polite">
            {query.error ? (
              <p className="v-failed-text">{failureText(query.error, locale, t).message}</p>
            ) : dialogues === null ? (
              <p>{t('traffic.loading')}</p>
            ) : (
              <p>{t('traffic.dialogues', { count: dialogues })}</p>
            )}
            {gone.length > 0 ? <Gone gone={gone} /> : null}
          </div>
        </>
      )}
    </section>
  );
}
