import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { simulatedManagerId } from '@voronka/domain';
import type { CrmMood, DialogueEventBody } from '@voronka/domain';
import type { Simulation } from './use-simulation.ts';

const moods: readonly CrmMood[] = ['answers', 'refuses', 'silent'];
const settlings = ['incidentRetried', 'incidentSkipped', 'incidentHandedOver'] as const;

/** How the pretended CRM takes what it is asked for. */
export function MoodItems({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation();
  return (
    <Menu.RadioGroup
      value={simulation.dialogue.crm}
      onChange={(value) => {
        const mood = moods.find((known) => known === value);
        if (mood) simulation.setCrm(mood);
      }}
    >
      {moods.map((mood) => (
        <Menu.RadioItem key={mood} value={mood} closeMenuOnClick>
          {t(`simulator.mood.${mood}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

/** What a person does about an incident that the dialogue is parked for. */
export function IncidentItems({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation();
  const { parked } = simulation.dialogue.state;
  if (!parked || parked.settled) return null;
  const { nodeId } = parked;
  const settle = (kind: (typeof settlings)[number]): DialogueEventBody => {
    return { kind, incidentId: 'simulated-incident', nodeId, byUserId: simulatedManagerId };
  };
  return (
    <>
      <Menu.Label>{t('simulator.incident')}</Menu.Label>
      {settlings.map((kind) => (
        <Menu.Item key={kind} onClick={() => simulation.happen(() => settle(kind))}>
          {t(`simulator.settle.${kind}`)}
        </Menu.Item>
      ))}
    </>
  );
}
