import { useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { clock, moment } from '../i18n/time.ts';
import { useLocale } from '../i18n/use-locale.ts';
import { absenceEnds, morning } from './absence-ends.ts';
import type { AbsenceEnd } from './absence-ends.ts';

const kept = 'kept';

/** Chooses when an absence ends. `until` is the present end, which stays on the list as it is. */
export function AbsenceSelect({
  until,
  onChange,
  label,
  disabled = false,
}: {
  until: string | null;
  onChange: (until: string | null) => void;
  label: string;
  disabled?: boolean;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [now] = useState(() => new Date());
  const ends = absenceEnds(now, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const words = ({ key, count, until: at }: AbsenceEnd): string => {
    switch (key) {
      case 'untilChanged':
        return t('availability.untilChanged');
      case 'inMinutes':
        return t('availability.inMinutes', { count });
      case 'inHours':
        return t('availability.inHours', { count });
      case 'tomorrow':
      case 'monday':
        return t(`availability.${key}`, { time: at === null ? morning : clock(at, locale) });
    }
  };
  const choices = ends.map((end) => ({ value: end.until ?? '', label: words(end) }));
  const present =
    until === null || choices.some(({ value }) => value === until)
      ? []
      : [{ value: kept, label: moment(until, locale, t, now) }];
  return (
    <NativeSelect
      size="xs"
      label={label}
      disabled={disabled}
      data={[...present, ...choices]}
      value={present.length > 0 ? kept : (until ?? '')}
      onChange={({ currentTarget: { value } }) => {
        if (value !== kept) onChange(value === '' ? null : value);
      }}
    />
  );
}
