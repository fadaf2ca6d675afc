import { useEffect, useRef, useState } from 'react';
import { Alert, Button, Checkbox } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ChannelSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { BasicsSection } from './basics-section.tsx';
import { changeOf, draftOf, faultsOf } from './channel-draft.ts';
import type { ChannelDraft, ChannelFault } from './channel-draft.ts';
import { CrmSection } from './crm-section.tsx';
import { TalkSection } from './talk-section.tsx';
import type { ChannelWorld } from './use-channel-world.ts';

/** What every section of the form gets. */
export interface SectionProps {
  channel: ChannelSetup;
  draft: ChannelDraft;
  /** Those to be shown. */
  faults: ReadonlySet<ChannelFault>;
  change: (part: Partial<ChannelDraft>) => void;
  readOnly: boolean;
  world: ChannelWorld;
}

const noFaults: ReadonlySet<ChannelFault> = new Set();

/** The settings of one channel; nothing but the switch of the channel is saved before a press on "save". */
export function ChannelForm({ channel, world }: { channel: ChannelSetup; world: ChannelWorld }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [changes, setChanges] = useState<Partial<ChannelDraft>>({});
  const [movesOpen, setMovesOpen] = useState(false);
  const [refused, setRefused] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  const readOnly = !can.changeChannels;
  const draft = { ...draftOf(channel), ...changes };
  const body = changeOf(channel, draft);
  const isChanged = Object.keys(body).length > 0;
  const faults = faultsOf(draft);
  const reset = () => {
    setChanges({});
    setRefused(0);
  };
  const afterSaving = () =>
    Promise.all(
      [keys.channels, keys.funnels, keys.assistants, keys.flows].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
  const save = useMutation({
    mutationFn: () => api.updateChannel(channel.id, { ...body, openDialogues: movesOpen ? 'move' : 'stay' }),
    onSuccess: async ({ moved }) => {
      await afterSaving();
      reset();
      notifications.show({
        message: moved ? t('channels.savedAndMoved', { count: moved.moved }) : t('channels.saved'),
      });
    },
    onError: (error) => tell(error),
  });
  const turn = useMutation({
    mutationFn: (enabled: boolean) => api.updateChannel(channel.id, { enabled }),
    onSuccess: async ({ enabled }) => {
      await afterSaving();
      notifications.show({ message: t(enabled ? 'channels.switchedOn' : 'channels.switchedOff') });
    },
    onError: (error) => tell(error),
  });
  const section: SectionProps = {
    channel,
    draft,
    faults: refused > 0 ? faults : noFaults,
    change: (part) => setChanges((before) => ({ ...before, ...part })),
    readOnly,
    world,
  };
  return (
    <form
      ref={form}
      className="v-assistant-form v-channel-form"
      data-readonly={readOnly || undefined}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.size > 0) setRefused((times) => times + 1);
        else save.mutate();
      }}
    >
      {readOnly ? (
        <Alert variant="light" color="gray" icon={<IconLock size={16} aria-hidden />} mb="lg">
          {t('channels.readOnly')}
        </Alert>
      ) : null}
      <BasicsSection {...section} onTurn={(enabled) => turn.mutate(enabled)} isTurning={turn.isPending} />
      <CrmSection {...section} />
      <TalkSection {...section} />
      {isChanged && !readOnly ? (
        <div className="v-save-bar" role="status">
          <span>
            {t('channels.unsaved')}. {t('channels.newOnly')}
          </span>
          <Checkbox
            label={t('channels.moveOpen')}
            checked={movesOpen}
            onChange={(event) => setMovesOpen(event.currentTarget.checked)}
          />
          <span className="v-spacer" />
          <Button variant="default" onClick={reset} disabled={save.isPending}>
            {t('channels.reset')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('channels.save')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
