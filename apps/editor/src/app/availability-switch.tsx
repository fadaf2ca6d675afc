import { SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PeopleList, PersonSetup, UpdateAvailability } from '@voronka/contracts';
import { api } from '../api/endpoints.ts';
import { keys } from '../api/query-keys.ts';
import { useFailureToast } from '../components/use-failure-toast.tsx';
import { AbsenceSelect } from './absence-select.tsx';
import { useSession } from './session.tsx';

/** An absence can end by itself, so it is read again this often, in ms. */
const rereadMs = 60_000;

/** The logged-in person among those who lead dialogues; null for everybody else, and until it is known. */
export function useOwnAvailability(): PersonSetup | null {
  const { me, can } = useSession();
  const { data } = useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => api.people(signal),
    enabled: can.answer,
    refetchInterval: rereadMs,
  });
  return data?.people.find(({ id }) => id === me.id) ?? null;
}

/** Says whether one takes new dialogues, and when an absence ends. */
export function AvailabilitySwitch({ person }: { person: PersonSetup }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const save = useMutation({
    mutationFn: (next: UpdateAvailability) => api.updateAvailability(next),
    onSuccess: (saved) => {
      client.setQueryData<PeopleList>(keys.people, (known) =>
        known ? { people: known.people.map((one) => (one.id === saved.id ? saved : one)) } : known,
      );
      const message = saved.availability === 'away' ? 'availability.awaySaved' : 'availability.availableSaved';
      notifications.show({ id: 'availability', message: t(message) });
      void client.invalidateQueries({ queryKey: keys.distributions });
    },
    onError: (error) => tell(error),
  });
  // While it is saved, what was pressed is shown.
  const shown = save.isPending ? save.variables : { availability: person.availability, until: person.availableFrom };
  return (
    <div className="v-availability">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('availability.title')}
        value={shown.availability}
        onChange={(availability) => save.mutate({ availability, until: null })}
        data={[
          { value: 'available', label: t('availability.available') },
          { value: 'away', label: t('availability.away') },
        ]}
      />
      {shown.availability === 'away' ? (
        <AbsenceSelect
          label={t('availability.ownBack')}
          until={shown.until}
          onChange={(until) => save.mutate({ availability: 'away', until })}
        />
      ) : null}
    </div>
  );
}
