import { useLayoutEffect, useRef, useState } from 'react';
import { Button, SegmentedControl, Textarea, UnstyledButton } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SimulatedMessage } from '@voronka/domain';
import { clock } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { HappenMenu } from './happen-menu.tsx';
import type { Simulation } from './use-simulation.ts';

/** Longest message of a channel, in characters. */
const longestMessage = 4000;

function Bubble({
  message,
  isDecided,
  onWhy,
}: {
  message: SimulatedMessage;
  /** There is a decision that answers or made it. */
  isDecided: boolean;
  onWhy: (turn: number) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { from, text, at, turn } = message;
  return (
    <article className="v-message" data-from={from}>
      <div className="v-speaker">{t(`speaker.${from}`)}</div>
      <div className="v-bubble">{text}</div>
      <div className="v-message-foot">
        <time dateTime={at}>{clock(at, locale)}</time>
        {isDecided ? (
          <UnstyledButton className="v-why-button" onClick={() => onWhy(turn)}>
            {t('message.why')}
          </UnstyledButton>
        ) : null}
      </div>
    </article>
  );
}

/** The conversation as the client sees it, and a line to write in for the client or a manager. */
export function SimulatedChat({ simulation, onWhy }: { simulation: Simulation; onWhy: (turn: number) => void }) {
  const { t } = useTranslation();
  const { dialogue } = simulation;
  const { messages, gathering } = dialogue;
  const [text, setText] = useState('');
  const [speaker, setSpeaker] = useState<'client' | 'manager'>('client');
  const log = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [messages.length]);
  const send = () => {
    const said = text.trim();
    if (said === '') return;
    simulation.say(speaker, said);
    setText('');
  };
  return (
    <>
      <div className="v-conversation" ref={log} tabIndex={0} role="log" aria-label={t('simulator.chat')}>
        {messages.length === 0 ? <p className="v-dim">{t('simulator.empty')}</p> : null}
        {messages.map((message, index) => (
          <Bubble key={index} message={message} isDecided={message.turn <= dialogue.turns.length} onWhy={onWhy} />
        ))}
        {gathering ? <p className="v-dim">{t('simulator.gathering')}</p> : null}
      </div>
      <form
        className="v-sim-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <SegmentedControl
          size="xs"
          aria-label={t('simulator.speaker')}
          value={speaker}
          onChange={setSpeaker}
          data={[
            { value: 'client', label: t('simulator.asClient') },
            { value: 'manager', label: t('simulator.asManager') },
          ]}
        />
        <Textarea
          autosize
          minRows={2}
          maxRows={6}
          maxLength={longestMessage}
          aria-label={t('simulator.message')}
          placeholder={t('simulator.message')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <div className="v-sim-buttons">
          <HappenMenu simulation={simulation} />
          <Button
            type="submit"
            size="xs"
            leftSection={<IconSend size={14} aria-hidden />}
            disabled={text.trim() === ''}
          >
            {t('reply.send')}
          </Button>
        </div>
      </form>
    </>
  );
}
