import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowsSplit2, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DayHours } from '@voronka/domain';
import { isOvernight, tidyTime } from './calendar-form.ts';

function TimeField({
  label,
  value,
  isWrong,
  onChange,
}: {
  label: string;
  value: string;
  isWrong: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <TextInput
      aria-label={label}
      className="v-time-field"
      size="xs"
      inputMode="numeric"
      maxLength={5}
      value={value}
      error={isWrong}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={(event) => {
        const tidy = tidyTime(event.currentTarget.value);
        if (tidy !== value) onChange(tidy);
      }}
    />
  );
}

/** One part of a day: from, to, and away with it. `onSplit` offers to split what ends on the next day. */
export function HoursRow({
  day,
  hours,
  faults,
  onChange,
  onRemove,
  onSplit,
}: {
  /** Of which day, for screen readers. */
  day: string;
  hours: DayHours;
  /** What is wrong with either end. */
  faults: { from: string | undefined; to: string | undefined };
  onChange: (hours: DayHours) => void;
  onRemove: () => void;
  onSplit?: () => void;
}) {
  const { t } = useTranslation();
  const fault = faults.from ?? faults.to;
  return (
    <div className="v-hours">
      <TimeField
        label={t('calendar.from', { day })}
        value={hours.from}
        isWrong={faults.from !== undefined}
        onChange={(from) => onChange({ from, to: hours.to })}
      />
      <span aria-hidden>–</span>
      <TimeField
        label={t('calendar.to', { day })}
        value={hours.to}
        isWrong={faults.to !== undefined}
        onChange={(to) => onChange({ from: hours.from, to })}
      />
      <ActionIcon size="sm" aria-label={t('calendar.removeHours', { ...hours, day })} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
      {onSplit && isOvernight(hours) ? (
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconArrowsSplit2 size={13} aria-hidden />}
          onClick={onSplit}
        >
          {t('calendar.split')}
        </Button>
      ) : null}
      {fault === undefined ? null : (
        <span className="v-failed-text v-hours-fault" role="alert">
          {fault}
        </span>
      )}
    </div>
  );
}
