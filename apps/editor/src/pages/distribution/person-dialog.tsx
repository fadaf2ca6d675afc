import { useState } from 'react';
import { Button, Group, Input, Modal, NumberInput, SegmentedControl, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CalendarSetup, PersonSetup, UpdatePerson } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { AbsenceSelect } from '../../app/absence-select.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';

/** A person's availability, limit and hours, as an admin sets them. */
export function PersonDialog({
  person,
  calendars,
  onClose,
}: {
  person: PersonSetup;
  calendars: readonly CalendarSetup[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [work, setWork] = useState<UpdatePerson>({
    availability: person.availability,
    until: person.availableFrom,
    capacity: person.capacity,
    calendarId: person.calendarId,
  });
  const change = (part: Partial<UpdatePerson>) => setWork((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => api.updatePerson(person.id, work),
    onSuccess: async () => {
      notifications.show({ message: t('distribution.personSaved') });
      onClose();
      await Promise.all(
        [keys.people, keys.distributions, keys.calendars].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
    onError: (error) => tell(error),
  });
  return (
    <Modal opened onClose={onClose} title={person.name} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog lies inside the page's form for React, though not on the page.
          event.stopPropagation();
          save.mutate();
        }}
      >
        <Stack gap="md">
          <Input.Wrapper label={t('distribution.availability')} labelElement="div">
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label={t('distribution.availability')}
              value={work.availability}
              onChange={(availability) => change({ availability, until: null })}
              data={[
                { value: 'available', label: t('availability.available') },
                { value: 'away', label: t('availability.away') },
              ]}
            />
          </Input.Wrapper>
          {work.availability === 'away' ? (
            <AbsenceSelect label={t('availability.back')} until={work.until} onChange={(until) => change({ until })} />
          ) : null}
          <NumberInput
            label={t('distribution.capacity')}
            description={t('distribution.capacityHint')}
            min={0}
            max={10_000}
            allowDecimal={false}
            value={work.capacity ?? ''}
            onChange={(value) => change({ capacity: value === '' ? null : Number(value) })}
          />
          <Select
            label={t('distribution.ownCalendar')}
            allowDeselect={false}
            data={[
              { value: '', label: t('distribution.asFunnel') },
              ...calendars.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={work.calendarId ?? ''}
            onChange={(id) => change({ calendarId: id === '' ? null : id })}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('distribution.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
