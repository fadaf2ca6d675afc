import { useState } from 'react';
import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { replay } from '@voronka/domain';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { LoadFailure } from '../../../components/load-failure.tsx';
import type { RecordedPlace } from '../flow-address.ts';
import { ReplayVerdict } from './replay-verdict.tsx';
import { SimulatedPlay } from './simulated-play.tsx';
import { CannotRun, SimulatorCanvas, SimulatorFrame } from './simulator-frame.tsx';
import { simulationTools } from './use-simulation.ts';
import { useDraftBundle } from './use-draft-bundle.ts';
import type { SimulatorProps } from './use-draft-bundle.ts';

/** Reads what was recorded, and decides it again: as it was, or by the draft. */
function useReplay(props: SimulatorProps, { dialogue, turn, by }: RecordedPlace) {
  const isByDraft = by === 'draft';
  const recording = useQuery({
    queryKey: keys.recording(dialogue, turn),
    queryFn: ({ signal }) => api.recording(dialogue, turn, signal),
    staleTime: Infinity,
  });
  // The draft as the dialogue's own channel would run it; as the first one would, where that channel runs another flow now.
  const held = recording.data?.bundles.at(-1)?.content.channel.id;
  const channel = props.flow.channels.find(({ id }) => id === held)?.id ?? null;
  const draft = useDraftBundle(props, channel, isByDraft && recording.isSuccess);
  const bundle = isByDraft ? (draft.query.data?.bundle ?? null) : null;
  const replayed = useQuery({
    queryKey: keys.replay(dialogue, turn, bundle?.hash ?? null),
    queryFn: () => {
      if (!recording.data) throw new Error('nothing is recorded yet');
      return replay(recording.data, simulationTools, bundle);
    },
    enabled: recording.isSuccess && (!isByDraft || bundle !== null),
    staleTime: Infinity,
    structuralSharing: false,
    retry: false,
  });
  return { draft, recording, replayed };
}

/** A recorded dialogue up to one of its events, to look at and to go on with. */
export function RecordedSimulator(
  props: SimulatorProps & { recorded: RecordedPlace; onRecorded: (recorded: RecordedPlace) => void },
) {
  const { flow, recorded, onRecorded, onClose, node, onSelect } = props;
  const selection = { node, onSelect };
  const { t } = useTranslation();
  const [round, setRound] = useState(1);
  const { draft, recording, replayed } = useReplay(props, recorded);
  const { dialogue, turn, by } = recorded;
  const errors = by === 'draft' ? draft.errors : [];
  const failed = [recording, replayed, ...(by === 'draft' ? [draft.query] : [])].find(({ error }) => error !== null);
  const about = (
    <>
      <p className="v-sim-note">
        <Link className="v-link" to={`/dialogues/${encodeURIComponent(dialogue)}?tab=timeline&turn=${turn}`}>
          {t('simulator.recordedDialogue', { number: recording.data?.number ?? '…' })}
        </Link>{' '}
        {t('simulator.recordedHint', { count: turn })}
      </p>
      <SegmentedControl
        size="xs"
        mx={12}
        aria-label={t('simulator.by')}
        value={by}
        onChange={(value) => onRecorded({ ...recorded, by: value === 'draft' ? 'draft' : 'recorded' })}
        data={[
          { value: 'recorded', label: t('simulator.asRecorded') },
          { value: 'draft', label: t('simulator.byDraft') },
        ]}
      />
    </>
  );
  if (replayed.data && errors.length === 0) {
    const { dialogue: begun, difference } = replayed.data;
    return (
      <SimulatedPlay
        key={`${dialogue}:${turn}:${by}:${round}`}
        begin={() => begun}
        turn={difference?.turn ?? turn}
        head={(show) => (
          <>
            {about}
            <ReplayVerdict difference={difference} count={turn} by={by} onShow={show} />
          </>
        )}
        onRestart={() => setRound(round + 1)}
        onClose={onClose}
        {...selection}
      />
    );
  }
  return (
    <>
      <SimulatorCanvas graph={flow.live?.graph ?? flow.draft.graph} path={null} {...selection} />
      <SimulatorFrame onClose={onClose}>
        {about}
        {errors.length > 0 ? <CannotRun errors={errors} onSelect={selection.onSelect} /> : null}
        {failed ? <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} /> : null}
        {errors.length === 0 && !failed ? <Skeleton height={180} m={12} aria-label={t('simulator.replaying')} /> : null}
      </SimulatorFrame>
    </>
  );
}
