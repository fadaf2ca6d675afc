import { useState } from 'react';
import { Group, NumberInput, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { minutesInWords } from '@voronka/flow-editor/words';
import { useLocale } from '../../../i18n/use-locale.ts';

interface NumberFieldProps {
  label: string;
  help?: string | undefined;
  value: number;
  error?: string | null;
  onChange: (value: number) => void;
}

/** What an input holds as a number; NaN where it is none yet. */
function numberOf(value: string | number): number {
  return value === '' ? Number.NaN : Number(value);
}

/** A number; while there is none the value is NaN, which no limit lets pass. */
export function NumberField({ label, help, value, error = null, onChange }: NumberFieldProps) {
  return (
    <NumberInput
      label={label}
      description={help}
      error={error}
      size="sm"
      value={Number.isNaN(value) ? '' : value}
      onChange={(next) => onChange(numberOf(next))}
    />
  );
}

const units = { minutes: 1, hours: 60, days: 1440 } as const;
type Unit = keyof typeof units;

/** The largest unit that says a stretch of time in whole numbers. */
function unitOf(minutes: number): Unit {
  if (!(minutes > 0)) return 'minutes';
  if (minutes % units.days === 0) return 'days';
  return minutes % units.hours === 0 ? 'hours' : 'minutes';
}

/** A stretch of time: a number with its unit. The value is in minutes. */
export function MinutesField({ label, help, value, error = null, onChange }: NumberFieldProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [unit, setUnit] = useState<Unit>(() => unitOf(value));
  const shown = value % units[unit] === 0 || Number.isNaN(value) ? unit : unitOf(value);
  const names: Record<Unit, string> = {
    minutes: t('nodeForm.unitMinutes'),
    hours: t('nodeForm.unitHours'),
    days: t('nodeForm.unitDays'),
  };
  const count = value / units[shown];
  return (
    <div>
      <Group gap={6} align="flex-end" wrap="nowrap">
        <NumberInput
          flex={1}
          label={label}
          description={help}
          error={error === null ? null : true}
          size="sm"
          allowDecimal={false}
          allowNegative={false}
          value={Number.isNaN(count) ? '' : count}
          onChange={(next) => onChange(numberOf(next) * units[shown])}
        />
        <Select
          w={110}
          size="sm"
          aria-label={`${t('nodeForm.unit')}: ${label}`}
          allowDeselect={false}
          data={(Object.keys(units) as Unit[]).map((each) => ({ value: each, label: names[each] }))}
          value={shown}
          onChange={(next) => {
            const chosen = (Object.keys(units) as Unit[]).find((each) => each === next) ?? 'minutes';
            setUnit(chosen);
            if (!Number.isNaN(count)) onChange(count * units[chosen]);
          }}
        />
      </Group>
      {error ? <p className="v-failed-text">{error}</p> : null}
      {!error && shown === 'minutes' && value > 60 ? <p className="v-dim">{minutesInWords(value, locale)}</p> : null}
    </div>
  );
}

/** A stretch of time that need not be set. */
export function OptionalMinutesField({
  value,
  ...field
}: Omit<NumberFieldProps, 'value' | 'onChange'> & {
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return (
    <div className="v-form-field">
      <Switch
        label={field.label}
        description={value === null ? field.help : null}
        checked={value !== null}
        onChange={(event) => field.onChange(event.currentTarget.checked ? 60 : null)}
      />
      {value === null ? null : <MinutesField {...field} value={value} />}
    </div>
  );
}
