import '../../styles/canvas-styles.ts';
import { lazy, Suspense, useMemo, useState } from 'react';
import { ActionIcon, Button, SegmentedControl, Skeleton, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { FlowCanvas, TrafficProvider } from '@voronka/flow-editor';
import type { Flow, MoveReport } from '@voronka/contracts';
import type { FlowNode } from '@voronka/domain';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useNow } from '../../components/use-now.ts';
import { useTitle } from '../../components/use-title.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { DraftCanvas } from './draft-canvas.tsx';
import { countFindings, FindingsButton, FindingsPanel, worstByNode } from './findings.tsx';
import { callerAddress, shownVersion } from './flow-address.ts';
import type { FlowVersion } from './flow-address.ts';
import { ImageTool } from './image-menu.tsx';
import { MoveReportDialog } from './move-report.tsx';
import { FlowDeclarations, NodeEditor } from './node-editor.tsx';
import { NodePanel } from './node-panel.tsx';
import { PublishControls } from './publish-controls.tsx';
import { SavingMark } from './saving-mark.tsx';
import { SubFlowPeek } from './sub-flow-peek.tsx';
import { useCanvasWords } from './use-canvas-words.ts';
import { DraftPart, DraftProvider, useDraft } from './use-draft.tsx';
import { TrafficBar } from './traffic/traffic-bar.tsx';
import { useFlowTraffic } from './traffic/use-flow-traffic.ts';
import { useFlowView } from './use-flow-view.ts';
import { VersionsPanel } from './versions-panel.tsx';

/** Brings the rules library and the parsers along, so it is loaded only by those who open it. */
const SimulatorView = lazy(async () => ({ default: (await import('./simulator/simulator-view.tsx')).SimulatorView }));

/** Who published or drafted what is drawn, and when. */
function VersionNote({ flow, version }: { flow: Flow; version: FlowVersion }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const at = (iso: string) => moment(iso, locale, t, now);
  const { live, draft } = flow;
  const text =
    version === 'draft'
      ? [t('flows.draftAt', { at: at(draft.updatedAt) }), draft.author].filter(Boolean).join(', ')
      : live
        ? [t('flows.publishedAt', { at: at(live.publishedAt) }), live.author].filter(Boolean).join(', ')
        : t('flows.never');
  const channels = flow.channels.map((channel) => channel.name).join(', ');
  return (
    <p className="v-flow-note">
      {flow.archivedAt === null ? '' : `${t('library.archived')} · `}
      {text}
      {version === 'live' && live?.note ? ` · «${live.note}»` : ''} · {t('flows.channels')}:{' '}
      {channels || t('flows.noChannels')}
    </p>
  );
}

/** Puts the keyboard into the node's form, or on what it says where there is none. */
function focusPanel(): void {
  const panel = document.querySelector<HTMLElement>('.v-node-panel');
  const field =
    panel?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea') ?? panel?.querySelector('button');
  field?.focus();
}

function LoadedFlow({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { can } = useSession();
  const draft = useDraft();
  const { view, change } = useFlowView(flow.id);
  const { words, labels, colorMode } = useCanvasWords();
  const check = useQuery({ queryKey: keys.findings(flow.id), queryFn: ({ signal }) => api.findings(flow.id, signal) });
  const findings = useMemo(() => check.data?.findings ?? [], [check.data]);
  const worst = useMemo(() => worstByNode(findings), [findings]);
  const [report, setReport] = useState<MoveReport | null>(null);
  /** Some stayed: they are listed. All went over: a line says it. */
  const tellMoved = (moved: MoveReport) => {
    if (moved.stayedTotal > 0) setReport(moved);
    else notifications.show({ message: t('versions.moved', { moved: moved.moved, stayed: 0 }) });
  };
  useTitle(flow.name[locale]);

  const canEdit = draft !== null;
  const version = shownVersion(view.version, { changed: flow.draft.changed, hasLive: flow.live !== null, canEdit });
  const graph = version === 'live' && flow.live ? flow.live.graph : (draft?.graph ?? flow.draft.graph);
  const isEditing = draft !== null && version === 'draft';
  const select = (node: string | null) => change({ node });
  const back = view.caller
    ? { to: callerAddress(view.caller), label: t('subFlow.back') }
    : { to: '/flows', label: t('flows.back') };
  const chosen = graph.nodes.find(({ id }) => id === view.node);
  const isSimulating = view.simulator && can.seeSimulator;
  const traffic = useFlowTraffic(flow.id, graph, isSimulating ? null : view.traffic);
  const editor = isEditing
    ? {
        ofNode: (node: FlowNode) => <NodeEditor flowId={flow.id} draft={draft} node={node} findings={findings} />,
        ofFlow: <FlowDeclarations draft={draft} />,
      }
    : undefined;
  const open = (node: string) => {
    select(node);
    requestAnimationFrame(() => focusPanel());
  };
  const overCanvas = (
    <>
      <TrafficBar period={view.traffic} traffic={traffic} onChange={(period) => change({ traffic: period })} />
      {view.findings && check.data ? (
        <FindingsPanel
          findings={findings}
          onClose={() => change({ findings: false })}
          onSelect={(node) => change({ node, version: flow.draft.changed ? 'draft' : view.version })}
        />
      ) : null}
    </>
  );
  return (
    <div className="v-flow-page">
      <header className="v-flow-head">
        <Tooltip label={back.label}>
          <ActionIcon component={Link} to={back.to} aria-label={back.label}>
            <IconArrowLeft size={17} />
          </ActionIcon>
        </Tooltip>
        <div className="v-flow-title">
          <h1>{flow.name[locale]}</h1>
          <VersionNote flow={flow} version={version} />
        </div>
        {draft && version === 'draft' ? (
          <SavingMark saving={draft.saving} draft={flow.draft} own={draft.graph} />
        ) : null}
        {flow.live && (flow.draft.changed || canEdit) ? (
          <SegmentedControl
            size="xs"
            aria-label={t('flows.version')}
            value={version}
            onChange={(value) => change({ version: value, node: null, simulator: false })}
            data={[
              { value: 'live', label: t('flows.live') },
              { value: 'draft', label: t('flows.draft') },
            ]}
          />
        ) : null}
        {check.data ? (
          <FindingsButton
            findings={findings}
            isOpen={view.findings}
            onToggle={() => change({ findings: !view.findings, simulator: false })}
          />
        ) : null}
        {can.seeSimulator ? (
          <Button
            variant={isSimulating ? 'light' : 'default'}
            size="xs"
            aria-expanded={isSimulating}
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            onClick={() =>
              change({ simulator: !isSimulating, recorded: null, version: 'draft', node: null, findings: false })
            }
          >
            {t('simulator.title')}
          </Button>
        ) : null}
        <VersionsPanel flowId={flow.id} onMoved={tellMoved} />
        {can.publishFlows && flow.archivedAt === null && (flow.draft.changed || !flow.live) ? (
          <PublishControls
            flow={flow}
            errors={countFindings(findings).errors}
            isSaved={draft?.saving.state === 'saved'}
            onMoved={tellMoved}
          />
        ) : null}
      </header>
      {report ? <MoveReportDialog report={report} onClose={() => setReport(null)} /> : null}
      {isSimulating ? (
        <Suspense fallback={<Skeleton className="v-canvas-loading" />}>
          <SimulatorView
            flow={flow}
            isSaved={draft === null || draft.saving.state === 'saved'}
            findings={check.data?.findings ?? null}
            node={view.node}
            onSelect={select}
            onClose={() => change({ simulator: false, recorded: null })}
            recorded={view.recorded}
            onRecorded={(recorded) => change({ recorded })}
          />
        </Suspense>
      ) : (
        <TrafficProvider value={traffic.provided}>
          <div className="v-flow" data-panel data-editing={isEditing || undefined}>
            {isEditing ? (
              <DraftCanvas
                flowName={flow.name[locale]}
                draft={draft}
                findings={worst}
                nodeId={view.node}
                onSelect={select}
                onOpen={open}
              >
                {overCanvas}
              </DraftCanvas>
            ) : (
              <div className="v-flow-canvas">
                <FlowCanvas
                  key={version}
                  graph={graph}
                  words={words}
                  labels={labels}
                  colorMode={colorMode}
                  selectedNodeId={view.node}
                  onSelect={select}
                  {...(version === 'draft' || !flow.draft.changed ? { findings: worst } : {})}
                >
                  <ImageTool flowName={flow.name[locale]} />
                </FlowCanvas>
                {overCanvas}
              </div>
            )}
            <DraftPart shown={version === 'draft'}>
              <NodePanel graph={graph} nodeId={view.node} words={words} editor={editor} onSelect={select}>
                {chosen?.kind === 'subFlow' && chosen.config.flowId !== '' ? (
                  <SubFlowPeek
                    key={chosen.id}
                    flowId={chosen.config.flowId}
                    caller={{ flow: flow.id, node: chosen.id }}
                  />
                ) : null}
              </NodePanel>
            </DraftPart>
          </div>
        </TrafficProvider>
      )}
    </div>
  );
}

/** One flow: what is published and what is drafted, drawn; what each node does, in words. */
export function FlowPage() {
  const { flowId = '' } = useParams();
  const { can } = useSession();
  const query = useQuery({ queryKey: keys.flow(flowId), queryFn: ({ signal }) => api.flow(flowId, signal) });
  if (query.isPending) return <Skeleton className="v-canvas-loading" />;
  if (!query.data) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;
  const loaded = <LoadedFlow flow={query.data} />;
  if (!can.editFlows || query.data.archivedAt !== null) return loaded;
  return (
    <DraftProvider key={flowId} flow={query.data}>
      {loaded}
    </DraftProvider>
  );
}
