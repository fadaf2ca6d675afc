import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SimulatedDialogue } from '@voronka/domain';
import { SimulatedChat } from './simulated-chat.tsx';
import { SimulatedDecisions } from './simulated-decisions.tsx';
import { pathOf } from './simulated-timeline.ts';
import { SimulatorCanvas, SimulatorFrame } from './simulator-frame.tsx';
import type { SimulatorSelection } from './simulator-frame.tsx';
import { TimeBar } from './time-bar.tsx';
import { useSimulation } from './use-simulation.ts';

/** Plays a dialogue from where it stands. Give it a new `key` to start over. */
export function SimulatedPlay({
  begin,
  turn: firstTurn = null,
  head,
  onRestart,
  onClose,
  ...selection
}: SimulatorSelection & {
  /** How it begins. @returns the same kind of dialogue every time */
  begin: () => SimulatedDialogue;
  /** The decision that is looked at first; null: the conversation is. */
  turn?: number | null;
  /** Says what is played; `show` opens a decision. */
  head: (show: (turn: number) => void) => ReactNode;
  onRestart: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const simulation = useSimulation(begin);
  const [tab, setTab] = useState<'chat' | 'decisions'>('chat');
  const [turn, setTurn] = useState(firstTurn);
  const { dialogue } = simulation;
  const path = useMemo(() => pathOf(dialogue), [dialogue]);
  const show = (chosen: number) => {
    setTurn(chosen);
    setTab('decisions');
  };
  const restart = (
    <Button variant="default" size="compact-xs" leftSection={<IconRotate size={13} aria-hidden />} onClick={onRestart}>
      {t('simulator.restart')}
    </Button>
  );
  return (
    <>
      <SimulatorCanvas graph={dialogue.place.bundle.content.flow} path={path} {...selection} />
      <SimulatorFrame onClose={onClose} tools={restart}>
        {head(show)}
        <TimeBar simulation={simulation} />
        <SegmentedControl
          size="xs"
          mx={12}
          aria-label={t('simulator.show')}
          value={tab}
          onChange={setTab}
          data={[
            { value: 'chat', label: t('simulator.chat') },
            { value: 'decisions', label: t('simulator.decisionsCount', { count: dialogue.turns.length }) },
          ]}
        />
        {tab === 'chat' ? (
          <SimulatedChat simulation={simulation} onWhy={show} />
        ) : (
          <SimulatedDecisions dialogue={dialogue} turn={turn} onShowNode={selection.onSelect} />
        )}
      </SimulatorFrame>
    </>
  );
}
