import { useState } from 'react';
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CalendarSetup, SaveCalendar } from '@voronka/contracts';
import { isTimeZone, zonedTime } from '@voronka/domain';
import type { BusinessCalendar } from '@voronka/domain';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useNow } from '../../components/use-now.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { emptyCalendar, findingsByField, zoneChoices } from './calendar-form.ts';
import { HolidayList } from './holiday-list.tsx';
import { WeekGrid } from './week-grid.tsx';

/** What the parts of the calendar's form get. `faultOf` is silent until somebody tried to save. */
export interface HoursProps {
  hours: BusinessCalendar;
  change: (part: Partial<BusinessCalendar>) => void;
  faultOf: (field: string) => string | undefined;
}

function DeleteCalendar({ calendar, onDeleted }: { calendar: CalendarSetup; onDeleted: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.deleteCalendar(calendar.id),
    onSuccess: async () => {
      notifications.show({ message: t('calendar.deleted') });
      onDeleted();
      await client.invalidateQueries({ queryKey: keys.calendars });
    },
    onError: (error) => tell(error),
  });
  if (!asking) {
    return (
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('calendar.delete')}
      </Button>
    );
  }
  return (
    <Group gap="xs" role="alert">
      <Text>{t('calendar.deleteAsk', { name: calendar.name })}</Text>
      <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('calendar.deleteYes')}
      </Button>
      <Button variant="default" onClick={() => setAsking(false)}>
        {t('common.cancel')}
      </Button>
    </Group>
  );
}

/** The calendar's editor: name, zone, week and special days. `calendar` is null for a new one. */
export function CalendarDialog({
  calendar,
  onClose,
  onSaved,
  onDeleted,
}: {
  calendar: CalendarSetup | null;
  onClose: () => void;
  onSaved: (saved: CalendarSetup) => void;
  onDeleted: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [draft, setDraft] = useState<SaveCalendar>(() =>
    calendar
      ? { name: calendar.name, hours: calendar.hours }
      : emptyCalendar(t('calendar.nameDefault'), Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const [tried, setTried] = useState(false);
  const findings = findingsByField(draft.hours);
  const isNameless = draft.name.trim() === '';
  const save = useMutation({
    mutationFn: () => (calendar ? api.updateCalendar(calendar.id, draft) : api.createCalendar(draft)),
    onSuccess: async (saved) => {
      notifications.show({ message: t('calendar.saved') });
      await Promise.all(
        [keys.calendars, keys.distributions, keys.people].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
      onSaved(saved);
      onClose();
    },
    onError: (error) => tell(error),
  });
  const parts: HoursProps = {
    hours: draft.hours,
    change: (part) => setDraft((before) => ({ ...before, hours: { ...before.hours, ...part } })),
    faultOf: (field) => (tried ? findings.get(field)?.message[locale] : undefined),
  };
  const { timeZone } = draft.hours;
  const users = [
    ...(calendar?.funnels ?? []).map(({ name }) => name[locale]),
    ...(calendar?.people ?? []).map(({ name }) => name),
  ];
  const timeThere = isTimeZone(timeZone) ? zonedTime(timeZone, now.toISOString()).time : '–';
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      closeOnClickOutside={false}
      title={t(calendar ? 'calendar.editTitle' : 'calendar.newTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog lies inside the page's form for React, though not on the page.
          event.stopPropagation();
          setTried(true);
          if (findings.size === 0 && !isNameless) save.mutate();
        }}
      >
        <Stack gap="lg">
          <Group grow align="flex-start">
            <TextInput
              label={t('calendar.name')}
              maxLength={100}
              data-autofocus
              value={draft.name}
              error={tried && isNameless ? t('calendar.nameRequired') : undefined}
              onChange={({ currentTarget: { value: name } }) => setDraft((before) => ({ ...before, name }))}
            />
            <Select
              label={t('calendar.timeZone')}
              description={t('calendar.timeThere', { time: timeThere })}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              searchable
              allowDeselect={false}
              limit={200}
              nothingFoundMessage={t('calendar.zoneNotFound')}
              data={zoneChoices(Intl.supportedValuesOf('timeZone'), timeZone)}
              value={timeZone}
              error={parts.faultOf('timeZone')}
              onChange={(zone) => {
                if (zone) parts.change({ timeZone: zone });
              }}
            />
          </Group>
          <WeekGrid {...parts} />
          <HolidayList {...parts} />
          {users.length > 0 ? <p className="v-dim">{t('calendar.usedBy', { names: users.join(', ') })}</p> : null}
          <Group gap="xs">
            {calendar && users.length === 0 ? (
              <DeleteCalendar
                calendar={calendar}
                onDeleted={() => {
                  onDeleted();
                  onClose();
                }}
              />
            ) : null}
            <span className="v-spacer" />
            {tried && (findings.size > 0 || isNameless) ? (
              <span className="v-failed-text" role="alert">
                {t('calendar.faults')}
              </span>
            ) : null}
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('calendar.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
