import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCopy, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { splitAtMidnight } from '@voronka/domain';
import type { IsoWeekday, WeekHours } from '@voronka/domain';
import { useLocale } from '../../i18n/use-locale.ts';
import type { HoursProps } from './calendar-dialog.tsx';
import { hoursOfDay, likeMonday, nextHours, weekdays } from './calendar-form.ts';
import { HoursRow } from './hours-row.tsx';

/** Name of a day of the week. 5 January 1970 was a Monday. */
function dayName(day: IsoWeekday, locale: string): string {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + day));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The hours of each day of the week. */
export function WeekGrid({ hours, change, faultOf }: HoursProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { week } = hours;
  const replace = (index: number, ...now: WeekHours[]) => change({ week: week.toSpliced(index, 1, ...now) });
  const wholeFault = faultOf('week');
  return (
    <fieldset className="v-week">
      <legend>{t('calendar.week')}</legend>
      {weekdays.map((day) => {
        const name = dayName(day, locale);
        const parts = hoursOfDay(week, day);
        return (
          <div key={day} className="v-week-day">
            <span className="v-week-name">{name}</span>
            <div className="v-week-hours">
              {parts.length === 0 ? <span className="v-dim v-day-off">{t('calendar.dayOff')}</span> : null}
              {parts.map(({ index, value }) => (
                <HoursRow
                  key={index}
                  day={name}
                  hours={value}
                  faults={{ from: faultOf(`week.${index}.from`), to: faultOf(`week.${index}.to`) }}
                  onChange={(now) => replace(index, { day, ...now })}
                  onRemove={() => replace(index)}
                  onSplit={() => replace(index, ...splitAtMidnight(value))}
                />
              ))}
            </div>
            <div className="v-week-actions">
              {day === 1 && parts.length > 0 ? (
                <Tooltip label={t('calendar.asMonday')}>
                  <ActionIcon
                    size="sm"
                    aria-label={t('calendar.asMonday')}
                    onClick={() => change({ week: likeMonday(week) })}
                  >
                    <IconCopy size={14} />
                  </ActionIcon>
                </Tooltip>
              ) : null}
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t('calendar.addHoursTo', { day: name })}
                leftSection={<IconPlus size={13} aria-hidden />}
                onClick={() => change({ week: [...week, { day, ...nextHours(parts.map(({ value }) => value)) }] })}
              >
                {t('calendar.addHours')}
              </Button>
            </div>
          </div>
        );
      })}
      {wholeFault === undefined ? null : (
        <p className="v-failed-text v-field-note" role="alert">
          {wholeFault}
        </p>
      )}
    </fieldset>
  );
}
