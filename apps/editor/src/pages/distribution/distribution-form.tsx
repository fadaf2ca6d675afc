import { useState } from 'react';
import { Alert, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CalendarSetup, Distribution, DistributionSettings, PersonSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { AssignmentSection } from './assignment-section.tsx';
import { HoursSection } from './hours-section.tsx';
import { MembersSection } from './members-section.tsx';
import { NowPanel } from './now-panel.tsx';
import { SilenceSection } from './silence-section.tsx';

/** What every section of the form gets: the settings as they would be saved, and a way to change them. */
export interface SectionProps {
  settings: DistributionSettings;
  change: (part: Partial<DistributionSettings>) => void;
  /** Only an admin may change anything. */
  readOnly: boolean;
}

/** The settings of one funnel; nothing is saved before a press on "save". */
export function DistributionForm({
  distribution,
  people,
  calendars,
}: {
  distribution: Distribution;
  people: readonly PersonSetup[];
  calendars: readonly CalendarSetup[];
}) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [changes, setChanges] = useState<Partial<DistributionSettings>>({});
  const { funnel } = distribution;
  const save = useMutation({
    mutationFn: (settings: DistributionSettings) => api.saveDistribution(funnel.id, settings),
    onSuccess: (saved) => {
      client.setQueryData(keys.distribution(funnel.id), saved);
      setChanges({});
      notifications.show({ message: t('distribution.saved') });
      void client.invalidateQueries({ queryKey: keys.calendars });
    },
    onError: (error) => tell(error),
  });
  const settings = { ...distribution.settings, ...changes };
  const isChanged = JSON.stringify(settings) !== JSON.stringify(distribution.settings);
  const isIncomplete = settings.enabled && settings.memberIds.length === 0;
  const section: SectionProps = {
    settings,
    change: (part) => setChanges((before) => ({ ...before, ...part })),
    readOnly: !can.changeDistribution,
  };
  return (
    <form
      className="v-columns v-distribution"
      data-readonly={section.readOnly || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isIncomplete) save.mutate(settings);
      }}
    >
      <div>
        {section.readOnly ? (
          <Alert variant="light" color="gray" icon={<IconLock size={16} aria-hidden />} mb="lg">
            {t('distribution.readOnly')}
          </Alert>
        ) : null}
        <AssignmentSection {...section} />
        <MembersSection
          {...section}
          people={people}
          calendars={calendars}
          members={distribution.now.members}
          showsMissing={isIncomplete}
        />
        <HoursSection {...section} calendars={calendars} />
        <SilenceSection {...section} />
        {isChanged && !section.readOnly ? (
          <div className="v-save-bar" role="status">
            <span>{t('distribution.unsaved')}</span>
            <span className="v-spacer" />
            <Button variant="default" onClick={() => setChanges({})} disabled={save.isPending}>
              {t('distribution.reset')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={isIncomplete}>
              {t('distribution.save')}
            </Button>
          </div>
        ) : null}
      </div>
      <NowPanel distribution={distribution} people={people} />
    </form>
  );
}
