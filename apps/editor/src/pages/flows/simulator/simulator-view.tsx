import { useState } from 'react';
import { Select, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { beginSimulation } from '@voronka/domain';
import { LoadFailure } from '../../../components/load-failure.tsx';
import type { RecordedPlace } from '../flow-address.ts';
import { RecordedSimulator } from './recorded-simulator.tsx';
import { SimulatedPlay } from './simulated-play.tsx';
import { CannotRun, SimulatorCanvas, SimulatorFrame } from './simulator-frame.tsx';
import { useDraftBundle } from './use-draft-bundle.ts';
import type { SimulatorProps } from './use-draft-bundle.ts';

/** Plays the draft from its beginning. */
function DraftSimulator(props: SimulatorProps) {
  const { flow, onClose, node, onSelect } = props;
  const selection = { node, onSelect };
  const { t } = useTranslation();
  const [channelId, setChannelId] = useState<string | null>(null);
  const [round, setRound] = useState(1);
  const { errors, canRun, query } = useDraftBundle(props, channelId);
  const restart = () => {
    setRound(round + 1);
    void query.refetch();
  };
  const channels =
    flow.channels.length > 1 ? (
      <Select
        size="xs"
        mx={12}
        label={t('simulator.channel')}
        value={channelId ?? flow.channels[0]?.id ?? null}
        onChange={setChannelId}
        allowDeselect={false}
        data={flow.channels.map(({ id, name }) => ({ value: id, label: name }))}
      />
    ) : null;
  const draft = query.data;
  if (canRun && draft) {
    return (
      <SimulatedPlay
        key={`${draft.bundle.hash}:${round}`}
        begin={() => beginSimulation(draft, new Date().toISOString())}
        head={() => (
          <>
            <p className="v-sim-note">{t(draft.assistantOff ? 'simulator.assistantOff' : 'simulator.hint')}</p>
            {channels}
          </>
        )}
        onRestart={restart}
        onClose={onClose}
        {...selection}
      />
    );
  }
  return (
    <>
      <SimulatorCanvas graph={flow.draft.graph} path={null} {...selection} />
      <SimulatorFrame onClose={onClose}>
        {channels}
        {errors.length > 0 ? <CannotRun errors={errors} onSelect={selection.onSelect} /> : null}
        {canRun && query.error ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
        {errors.length === 0 && !query.error ? (
          <Skeleton height={180} m={12} aria-label={t('simulator.loading')} />
        ) : null}
      </SimulatorFrame>
    </>
  );
}

/**
 * The draft, or a recorded dialogue, played in this page: the canvas with the path lit, and a chat beside it. Nothing
 * leaves the browser, so that no client, dialogue or CRM is touched.
 */
export function SimulatorView({
  recorded,
  onRecorded,
  ...props
}: SimulatorProps & {
  /** A dialogue whose recorded events are replayed; null: the draft is played from its beginning. */
  recorded: RecordedPlace | null;
  onRecorded: (recorded: RecordedPlace) => void;
}) {
  const frame = { 'data-panel': true, 'data-simulator': true, 'data-node': props.node === null ? undefined : true };
  return (
    <div className="v-flow" {...frame}>
      {recorded ? (
        <RecordedSimulator {...props} recorded={recorded} onRecorded={onRecorded} />
      ) : (
        <DraftSimulator {...props} />
      )}
    </div>
  );
}
