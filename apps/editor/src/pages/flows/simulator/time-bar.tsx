import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nextLocalTime, mostInARow, nextMoment, timeZoneOf } from '@voronka/domain';
import { moment } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import type { Simulation } from './use-simulation.ts';

const hourMs = 3_600_000;
/** When a morning begins, in the channel's time zone. */
const morning = '09:00';

/** The dialogue's clock, and the ways to put it forward. */
export function TimeBar({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { dialogue, skip } = simulation;
  const { now, wakeUp, place, stopped, crm, late, gathering } = dialogue;
  const next = nextMoment(dialogue);
  const what = gathering?.until === next ? 'join' : wakeUp?.at === next ? wakeUp.timer : 'giveUp';
  const today = new Date(now);
  return (
    <div className="v-sim-time">
      <p>
        <IconClock size={14} aria-hidden /> <time dateTime={now}>{moment(now, locale, t, today)}</time>
        {' · '}
        {next
          ? t('simulator.wakeUp', {
              what: t(`simulator.timer.${what}`),
              at: moment(next, locale, t, today),
            })
          : t('simulator.noWakeUp')}
      </p>
      <div role="group" aria-label={t('simulator.skip')}>
        <Button
          variant="default"
          size="compact-xs"
          disabled={next === null}
          onClick={() => skip((before) => nextMoment(before) ?? before.now)}
        >
          {t('simulator.toWakeUp')}
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => skip((before) => new Date(Date.parse(before.now) + hourMs).toISOString())}
        >
          {t('simulator.plusHour')}
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() =>
            skip((before) => nextLocalTime(timeZoneOf(place.bundle.content), before.now, morning) ?? before.now)
          }
        >
          {t('simulator.toMorning')}
        </Button>
      </div>
      {crm === 'answers' ? null : (
        <p className="v-sim-trouble">
          <IconAlertTriangle size={14} aria-hidden className="v-tone-attention" />{' '}
          {t(`simulator.crmTrouble.${crm}`, { count: late?.steps.length ?? 0 })}{' '}
          <button type="button" className="v-link" onClick={() => simulation.setCrm('answers')}>
            {t('simulator.mood.answers')}
          </button>
        </p>
      )}
      {stopped ? (
        <p role="alert" className="v-sim-stopped">
          <IconAlertTriangle size={14} aria-hidden className="v-tone-attention" />{' '}
          {t(`simulator.stopped.${stopped}`, { count: mostInARow })}
        </p>
      ) : null}
    </div>
  );
}
