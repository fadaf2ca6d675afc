import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBolt, IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DialogueDetail } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import type { PayloadValue } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { newId } from '../../components/new-id.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import { SignalDialog } from './signal-dialog.tsx';

type Signal = DialogueDetail['byHand']['signals'][number];

/** Something done by hand: what is sent, and what is said when it is. */
interface Deed {
  send: (id: string) => Promise<void>;
  told: string;
}

/** What people do in a dialogue besides writing: signals, stages, the flow's buttons. */
export function ByHandMenu({ dialogue }: { dialogue: DialogueDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [filling, setFilling] = useState<Signal | null>(null);
  const act = useMutation({
    mutationFn: ({ send }: Deed) => send(newId()),
    onSuccess: async (_, { told }) => {
      setFilling(null);
      notifications.show({ message: told });
      await client.invalidateQueries({ queryKey: keys.dialogue(dialogue.id) });
    },
    onError: (error) => tell(error),
  });
  const { signals, stages, buttons } = dialogue.byHand;
  const send = ({ name }: Signal, payload: Record<string, PayloadValue>) =>
    act.mutate({ send: (id) => api.sendSignal(dialogue.id, { id, name, payload }), told: t('byHand.signalSent') });
  const move = (stageKey: string, stage: string) =>
    act.mutate({
      send: (id) => api.moveToStage(dialogue.id, { id, stageKey }),
      told: t('byHand.stageMoved', { stage }),
    });
  const press = (triggerId: string, title: string) =>
    act.mutate({ send: (id) => api.pressButton(dialogue.id, triggerId, { id }), told: t('byHand.started', { title }) });
  const others = stages.filter(({ key }) => key !== dialogue.stage?.key);
  return (
    <>
      <Menu position="bottom-end" withinPortal width={260}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconBolt size={14} aria-hidden />}
            rightSection={<IconChevronDown size={13} aria-hidden />}
            loading={act.isPending}
          >
            {t('byHand.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {buttons.length > 0 ? <Menu.Label>{t('byHand.buttons')}</Menu.Label> : null}
          {buttons.map(({ triggerId, label }) => (
            <Menu.Item key={triggerId} onClick={() => press(triggerId, label[locale])}>
              {label[locale]}
            </Menu.Item>
          ))}
          {signals.length > 0 ? <Menu.Label>{t('byHand.signals')}</Menu.Label> : null}
          {signals.map((signal) => (
            <Menu.Item
              key={signal.name}
              onClick={() => (signal.fields.length > 0 ? setFilling(signal) : send(signal, {}))}
            >
              {signal.title[locale]}
            </Menu.Item>
          ))}
          {others.length > 0 ? <Menu.Label>{t('byHand.stages')}</Menu.Label> : null}
          {others.map(({ key, name }) => (
            <Menu.Item key={key} onClick={() => move(key, name[locale])}>
              {name[locale]}
            </Menu.Item>
          ))}
          {buttons.length + signals.length + others.length === 0 ? (
            <Menu.Item disabled>{t('byHand.nothing')}</Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {filling ? (
        <SignalDialog
          signal={filling}
          isSending={act.isPending}
          onClose={() => setFilling(null)}
          onSend={(payload) => send(filling, payload)}
        />
      ) : null}
    </>
  );
}
