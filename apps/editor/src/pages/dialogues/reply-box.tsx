import { useRef } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useHotkeys, useThrottledCallback } from '@mantine/hooks';
import { IconArrowBigRightLines, IconEye, IconSend, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DialogueDetail } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { useSession } from '../../app/session.tsx';
import { takeReply, typeReply, useReplyDraft } from './reply-draft.ts';
import { useSendReply } from './use-send-reply.ts';

/** Longest message, in characters, as the API takes it. */
const longestMessage = 8000;
/** The client's "typing" mark is renewed at most this often, in ms. */
const typingEveryMs = 3000;

/** Says who leads, and what sending will change, before anything is sent. */
function LeadNotice({ dialogue }: { dialogue: DialogueDetail }) {
  const { t } = useTranslation();
  const { me } = useSession();
  if (dialogue.owner === 'assistant') {
    return (
      <p className="v-reply-notice" data-takeover>
        <IconArrowBigRightLines size={14} aria-hidden /> {t('reply.takesOver')}
      </p>
    );
  }
  const { manager } = dialogue;
  return (
    <p className="v-reply-notice">
      <IconUserCheck size={14} aria-hidden />{' '}
      {manager === null || manager.id === me.id ? t('reply.yours') : t('reply.takesOverFrom', { name: manager.name })}
    </p>
  );
}

/** The manager's answer. Auditors get a line that says why there is none. */
export function ReplyBox({ dialogue }: { dialogue: DialogueDetail }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const box = useRef<HTMLTextAreaElement>(null);
  const draft = useReplyDraft(dialogue.id);
  const send = useSendReply(dialogue.id);
  const tellTyping = useThrottledCallback(() => {
    // Only a courtesy to the client: when it fails, nothing is lost and nobody needs to know.
    api.typing(dialogue.id).catch(() => undefined);
  }, typingEveryMs);
  useHotkeys([['R', () => box.current?.focus(), { usePhysicalKeys: true }]]);

  if (!can.answer) {
    return (
      <p className="v-reply v-reply-notice">
        <IconEye size={14} aria-hidden /> {t('reply.readOnly')}
      </p>
    );
  }
  const text = draft?.text ?? '';
  const tooLong = text.trim().length > longestMessage;
  const submit = () => {
    if (text.trim() === '' || tooLong) return;
    const taken = takeReply(dialogue.id);
    if (taken) send.mutate({ id: taken.id, text: taken.text.trim() });
  };
  return (
    <form
      className="v-reply"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <LeadNotice dialogue={dialogue} />
      <Textarea
        ref={box}
        autosize
        minRows={2}
        maxRows={9}
        aria-label={t('reply.label')}
        placeholder={t('reply.placeholder')}
        value={text}
        error={tooLong ? t('reply.tooLong', { count: text.trim().length, max: longestMessage }) : null}
        onChange={(event) => {
          typeReply(dialogue.id, event.currentTarget.value);
          if (event.currentTarget.value !== '') tellTyping();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <div className="v-reply-foot">
        <span className="v-reply-hint">{t('reply.sendHint')}</span>
        <Button
          type="submit"
          size="compact-md"
          fz="sm"
          leftSection={<IconSend size={14} aria-hidden />}
          disabled={text.trim() === '' || tooLong}
        >
          {t('reply.send')}
        </Button>
      </div>
    </form>
  );
}
