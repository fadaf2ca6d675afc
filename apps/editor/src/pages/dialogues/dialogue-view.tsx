import { lazy, Suspense, useEffect } from 'react';
import { ActionIcon, Button, Skeleton, Tabs, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconLayoutSidebarRight, IconMessageOff, IconSparkles } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DialogueDetail } from '@voronka/contracts';
import { ApiFailure } from '../../api/api-failure.ts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { callNoticeId } from '../../app/call-notices.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useTitle } from '../../components/use-title.ts';
import { ByHandMenu } from './by-hand-menu.tsx';
import { ClientPanel } from './client-panel.tsx';
import { Conversation } from './conversation.tsx';
import { DialogueNext } from './dialogue-next.tsx';
import type { DialogueTab } from './dialogues-address.ts';
import { IncidentBanner } from './incident-banner.tsx';
import { ReplyBox } from './reply-box.tsx';
import { TimelineView } from './timeline/timeline-view.tsx';
import { useView } from './use-view.ts';

const DialogueFlowView = lazy(async () => ({ default: (await import('./dialogue-flow-view.tsx')).DialogueFlowView }));
const tabs: readonly DialogueTab[] = ['chat', 'timeline', 'flow'];

function ReturnButton({ dialogue }: { dialogue: DialogueDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const giveBack = useMutation({
    mutationFn: () => api.returnToAssistant(dialogue.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.dialogue(dialogue.id) });
      void client.invalidateQueries({ queryKey: keys.dialogueLists });
      notifications.show({ message: t('reply.returned') });
    },
    onError: (error) => tell(error),
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconSparkles size={14} aria-hidden />}
      loading={giveBack.isPending}
      onClick={() => giveBack.mutate()}
    >
      {t('reply.returnToAssistant')}
    </Button>
  );
}

function Head({ dialogue, onToggleClient, clientShown }: { dialogue: DialogueDetail } & PanelToggle) {
  const { t } = useTranslation();
  const { open } = useView();
  const { can } = useSession();
  const toggleLabel = clientShown ? t('dialogues.hideClient') : t('dialogues.showClient');
  return (
    <header className="v-dialogue-head">
      <ActionIcon className="v-back" onClick={() => open(null)} aria-label={t('dialogues.backToList')}>
        <IconArrowLeft size={17} />
      </ActionIcon>
      <h2 className="v-dialogue-name">{dialogue.clientName ?? t('dialogues.nameless', { number: dialogue.number })}</h2>
      <StatusMark status={dialogue.status} withWord />
      <div className="v-spacer" />
      {can.answer ? <ByHandMenu dialogue={dialogue} /> : null}
      {can.answer && dialogue.owner === 'manager' ? <ReturnButton dialogue={dialogue} /> : null}
      <Tooltip label={toggleLabel}>
        <ActionIcon onClick={onToggleClient} aria-label={toggleLabel} aria-pressed={clientShown}>
          <IconLayoutSidebarRight size={17} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

interface PanelToggle {
  clientShown: boolean;
  onToggleClient: () => void;
}

/** Tells the API that the messages were seen, once they are on a visible screen. */
function useMarkRead(dialogue: DialogueDetail | undefined) {
  const { can } = useSession();
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: api.markRead,
    // A failure is not told: the number simply stays, and the next visit tries again.
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.dialogueLists }),
  });
  const id = dialogue?.id;
  const unread = dialogue?.unread ?? 0;
  useEffect(() => {
    if (!id || unread === 0 || !can.answer) return;
    const mark = () => {
      if (document.visibilityState === 'visible') mutate(id);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [id, unread, can.answer, mutate]);
}

function Loading() {
  return (
    <div className="v-dialogue" aria-hidden>
      <div className="v-dialogue-main">
        <header className="v-dialogue-head">
          <Skeleton height={16} width={140} radius="sm" />
        </header>
        <div className="v-conversation v-conversation-loading">
          {[210, 320, 170, 280, 240].map((width, index) => (
            <Skeleton key={width} height={44} width={width} radius="md" ml={index % 2 === 1 ? 'auto' : 0} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** One dialogue: conversation, timeline or flow in the middle, the client at the right. */
export function DialogueView({ dialogueId, clientShown, onToggleClient }: { dialogueId: string } & PanelToggle) {
  const { t } = useTranslation();
  const { view, change } = useView();
  const query = useQuery({
    queryKey: keys.dialogueDetail(dialogueId),
    queryFn: ({ signal }) => api.dialogue(dialogueId, signal),
  });
  const dialogue = query.data;
  useMarkRead(dialogue);
  useEffect(() => {
    notifications.hide(callNoticeId(dialogueId));
  }, [dialogueId]);
  useTitle(dialogue?.clientName ?? t('dialogues.title'));

  if (query.isPending) return <Loading />;
  if (!dialogue) {
    const isUnknown = query.error instanceof ApiFailure && query.error.status === 404;
    return isUnknown ? (
      <EmptyPlace icon={IconMessageOff} title={t('dialogues.unknown')} hint={t('dialogues.unknownHint')} />
    ) : (
      <LoadFailure error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  // The panel of a node stands where the client's would: the canvas keeps its room.
  const nodePanelShown = view.tab === 'flow' && view.node !== null;
  return (
    <div className="v-dialogue">
      <section className="v-dialogue-main" aria-label={t('dialogues.views')}>
        <IncidentBanner dialogue={dialogue} />
        <Head dialogue={dialogue} clientShown={clientShown} onToggleClient={onToggleClient} />
        <DialogueNext dialogue={dialogue} />
        <Tabs
          className="v-tabs"
          value={view.tab}
          onChange={(tab) => change({ tab: tabs.find((item) => item === tab) ?? 'chat' })}
        >
          <Tabs.List aria-label={t('dialogues.views')}>
            {tabs.map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {t(`dialogues.tabs.${tab}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="chat" className="v-tab-panel">
            <Conversation dialogue={dialogue} />
            <ReplyBox dialogue={dialogue} />
          </Tabs.Panel>
          <Tabs.Panel value="timeline" className="v-tab-panel">
            <TimelineView dialogueId={dialogueId} flowId={dialogue.bundle.flowId} />
          </Tabs.Panel>
          <Tabs.Panel value="flow" className="v-tab-panel">
            <Suspense fallback={<Skeleton className="v-canvas-loading" />}>
              <DialogueFlowView dialogueId={dialogueId} />
            </Suspense>
          </Tabs.Panel>
        </Tabs>
      </section>
      {clientShown && !nodePanelShown ? <ClientPanel dialogue={dialogue} /> : null}
    </div>
  );
}
