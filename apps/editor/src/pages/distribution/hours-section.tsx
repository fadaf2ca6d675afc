import { useState } from 'react';
import { Button, Group, Select } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CalendarSetup } from '@voronka/contracts';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { CalendarDialog } from './calendar-dialog.tsx';
import type { SectionProps } from './distribution-form.tsx';

function Status({ calendar }: { calendar: CalendarSetup }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const { isOpen, changesAt } = calendar;
  const state = t(isOpen ? 'distribution.openNow' : 'distribution.closedNow');
  const at = changesAt === null ? null : moment(changesAt, locale, t, now);
  const next =
    at === null ? t('distribution.neverChanges') : t(isOpen ? 'distribution.closes' : 'distribution.opens', { at });
  return (
    <p className="v-field-note">
      <span className={isOpen ? 'v-tone-ok' : 'v-tone-attention'}>{state}</span> <span className="v-dim">{next}</span>
    </p>
  );
}

/** The funnel's working hours: which calendar, what it says now, and the way to change it. */
export function HoursSection({
  settings,
  change,
  readOnly,
  calendars,
}: SectionProps & { calendars: readonly CalendarSetup[] }) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<CalendarSetup | 'new' | null>(null);
  const chosen = calendars.find(({ id }) => id === settings.calendarId);
  return (
    <section className="v-section" aria-labelledby="distribution-hours">
      <header>
        <h2 id="distribution-hours">{t('distribution.hours')}</h2>
      </header>
      <Group gap="xs" align="flex-end">
        <Select
          label={t('distribution.calendar')}
          w={260}
          allowDeselect={false}
          disabled={readOnly}
          data={[
            { value: '', label: t('distribution.aroundTheClock') },
            ...calendars.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={settings.calendarId ?? ''}
          onChange={(id) => change({ calendarId: id === '' ? null : id })}
        />
        {chosen && !readOnly ? (
          <Button
            variant="default"
            leftSection={<IconPencil size={15} aria-hidden />}
            onClick={() => setEdited(chosen)}
          >
            {t('distribution.editCalendar')}
          </Button>
        ) : null}
        {readOnly ? null : (
          <Button variant="subtle" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEdited('new')}>
            {t('distribution.newCalendar')}
          </Button>
        )}
      </Group>
      {chosen ? <Status calendar={chosen} /> : null}
      <p className="v-dim v-field-note">{t('distribution.hoursHint')}</p>
      {edited === null ? null : (
        <CalendarDialog
          calendar={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={({ id }) => {
            if (edited === 'new') change({ calendarId: id });
          }}
          onDeleted={() => change({ calendarId: null })}
        />
      )}
    </section>
  );
}
