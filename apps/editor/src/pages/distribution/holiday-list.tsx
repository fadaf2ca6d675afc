import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Holiday } from '@voronka/domain';
import type { HoursProps } from './calendar-dialog.tsx';
import { nextHours } from './calendar-form.ts';
import { HoursRow } from './hours-row.tsx';

function HolidayRow({
  holiday,
  path,
  faultOf,
  onChange,
  onRemove,
}: {
  holiday: Holiday;
  /** Where findings name it. */
  path: string;
  faultOf: HoursProps['faultOf'];
  onChange: (holiday: Holiday) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const hours = holiday.hours ?? [];
  return (
    <li className="v-holiday">
      <TextInput
        type="date"
        size="xs"
        aria-label={t('calendar.date')}
        value={holiday.date}
        error={faultOf(`${path}.date`)}
        onChange={(event) => onChange({ ...holiday, date: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        className="v-holiday-title"
        aria-label={`${t('calendar.holidayName')} ${holiday.date}`}
        placeholder={t('calendar.holidayName')}
        maxLength={100}
        value={holiday.title}
        onChange={(event) => onChange({ ...holiday, title: event.currentTarget.value })}
      />
      <div className="v-holiday-hours">
        {hours.length === 0 ? <span className="v-dim v-day-off">{t('calendar.closedAllDay')}</span> : null}
        {hours.map((value, index) => (
          <HoursRow
            key={index}
            day={holiday.date}
            hours={value}
            faults={{
              from: faultOf(`${path}.hours.${index}.from`),
              to: faultOf(`${path}.hours.${index}.to`),
            }}
            onChange={(now) => onChange({ ...holiday, hours: hours.toSpliced(index, 1, now) })}
            onRemove={() => onChange({ ...holiday, hours: hours.toSpliced(index, 1) })}
          />
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('calendar.addHoursTo', { day: holiday.date })}
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => onChange({ ...holiday, hours: [...hours, nextHours(hours)] })}
        >
          {t('calendar.addHours')}
        </Button>
      </div>
      <ActionIcon size="sm" aria-label={t('calendar.removeHoliday', { date: holiday.date })} onClick={onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </li>
  );
}

/** Days that differ from their day of the week: closed, or with hours of their own. */
export function HolidayList({ hours, change, faultOf }: HoursProps) {
  const { t } = useTranslation();
  const { holidays } = hours;
  return (
    <fieldset className="v-week">
      <legend>{t('calendar.holidays')}</legend>
      {holidays.length === 0 ? <p className="v-dim">{t('calendar.holidaysNone')}</p> : null}
      <ul>
        {holidays.map((holiday, index) => (
          <HolidayRow
            key={index}
            holiday={holiday}
            path={`holidays.${index}`}
            faultOf={faultOf}
            onChange={(now) => change({ holidays: holidays.toSpliced(index, 1, now) })}
            onRemove={() => change({ holidays: holidays.toSpliced(index, 1) })}
          />
        ))}
      </ul>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => change({ holidays: [...holidays, { date: '', title: '' }] })}
      >
        {t('calendar.addHoliday')}
      </Button>
    </fieldset>
  );
}
