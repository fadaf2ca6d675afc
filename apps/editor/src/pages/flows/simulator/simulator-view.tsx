import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ActionIcon, Button, SegmentedControl, Select, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconRotate, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FlowCanvas } from '@voronka/flow-editor';
import type { DraftBundle, Flow, FlowFinding } from '@voronka/contracts';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { LoadFailure } from '../../../components/load-failure.tsx';
import { useLocale } from '../../../i18n/use-locale.ts';
import { NodePanel } from '../node-panel.tsx';
import { useCanvasWords } from '../use-canvas-words.ts';
import { SimulatedChat } from './simulated-chat.tsx';
import { SimulatedDecisions } from './simulated-decisions.tsx';
import { pathOf } from './simulated-timeline.ts';
import { TimeBar } from './time-bar.tsx';
import { useSimulation } from './use-simulation.ts';

/** What is chosen on the page's canvas. */
interface Selection {
  node: string | null;
  onSelect: (nodeId: string | null) => void;
}

function Frame({ onClose, tools, children }: { onClose: () => void; tools?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <aside className="v-simulator" aria-label={t('simulator.title')}>
      <header className="v-sim-head">
        <h2>{t('simulator.title')}</h2>
        {tools}
        <ActionIcon size="sm" onClick={onClose} aria-label={t('simulator.close')}>
          <IconX size={15} />
        </ActionIcon>
      </header>
      {children}
    </aside>
  );
}

function Canvas({ graph, path, node, onSelect }: Selection & Pick<Parameters<typeof FlowCanvas>[0], 'graph' | 'path'>) {
  const { words, labels, colorMode } = useCanvasWords();
  return (
    <>
      <div className="v-flow-canvas">
        <FlowCanvas
          graph={graph}
          path={path}
          words={words}
          labels={labels}
          colorMode={colorMode}
          selectedNodeId={node}
          onSelect={onSelect}
        />
      </div>
      {node === null ? null : <NodePanel graph={graph} nodeId={node} words={words} onSelect={onSelect} />}
    </>
  );
}

/** Plays one bundle. Give it a new `key` to start over. */
function Play({
  draft,
  channels,
  onRestart,
  onClose,
  ...selection
}: Selection & { draft: DraftBundle; channels: ReactNode; onRestart: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const simulation = useSimulation(draft);
  const [tab, setTab] = useState<'chat' | 'decisions'>('chat');
  const [turn, setTurn] = useState<number | null>(null);
  const { dialogue } = simulation;
  const path = useMemo(() => pathOf(dialogue), [dialogue]);
  const restart = (
    <Button variant="default" size="compact-xs" leftSection={<IconRotate size={13} aria-hidden />} onClick={onRestart}>
      {t('simulator.restart')}
    </Button>
  );
  return (
    <>
      <Canvas graph={draft.bundle.content.flow} path={path} {...selection} />
      <Frame onClose={onClose} tools={restart}>
        <p className="v-sim-note">{t(draft.assistantOff ? 'simulator.assistantOff' : 'simulator.hint')}</p>
        {channels}
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
          <SimulatedChat
            simulation={simulation}
            onWhy={(chosen) => {
              setTurn(chosen);
              setTab('decisions');
            }}
          />
        ) : (
          <SimulatedDecisions dialogue={dialogue} turn={turn} onShowNode={selection.onSelect} />
        )}
      </Frame>
    </>
  );
}

/** Why the draft cannot run, each fault leading to its node. */
function CannotRun({ errors, onSelect }: { errors: readonly FlowFinding[]; onSelect: (nodeId: string) => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <div className="v-sim-refused" role="alert">
      <p>
        <IconAlertTriangle size={16} aria-hidden className="v-tone-failed" /> {t('simulator.cannotRun')}
      </p>
      <ul>
        {errors.map(({ nodeId, message, hint }, index) => (
          <li key={index}>
            {nodeId === null ? (
              message[locale]
            ) : (
              <button type="button" className="v-link" onClick={() => onSelect(nodeId)}>
                {message[locale]}
              </button>
            )}
            <p className="v-dim">{hint[locale]}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/**
 * The draft, played in this page: the canvas with the path lit, and a chat beside it. Nothing leaves the browser, so that
 * no client, dialogue or CRM is touched.
 */
export function SimulatorView({
  flow,
  isSaved,
  findings,
  onClose,
  ...selection
}: Selection & {
  flow: Flow;
  /** What is edited here has reached the server, which draws the sub-flows in. */
  isSaved: boolean;
  /** Those of the saved draft; null while they are not known. */
  findings: readonly FlowFinding[] | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [channelId, setChannelId] = useState<string | null>(null);
  const [round, setRound] = useState(1);
  const errors = (findings ?? []).filter(({ severity }) => severity === 'error');
  const canRun = isSaved && findings !== null && errors.length === 0;
  const query = useQuery({
    queryKey: keys.draftBundle(flow.id, flow.draft.revision, channelId),
    queryFn: ({ signal }) => api.draftBundle(flow.id, channelId, signal),
    enabled: canRun,
    refetchOnWindowFocus: false,
  });
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
  const frame = { 'data-panel': true, 'data-simulator': true, 'data-node': selection.node === null ? undefined : true };
  if (canRun && query.data) {
    return (
      <div className="v-flow" {...frame}>
        <Play
          key={`${query.data.bundle.hash}:${round}`}
          draft={query.data}
          channels={channels}
          onRestart={restart}
          onClose={onClose}
          {...selection}
        />
      </div>
    );
  }
  return (
    <div className="v-flow" {...frame}>
      <Canvas graph={flow.draft.graph} path={null} {...selection} />
      <Frame onClose={onClose}>
        {channels}
        {errors.length > 0 ? <CannotRun errors={errors} onSelect={selection.onSelect} /> : null}
        {canRun && query.error ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
        {errors.length === 0 && !query.error ? (
          <Skeleton height={180} m={12} aria-label={t('simulator.loading')} />
        ) : null}
      </Frame>
    </div>
  );
}
