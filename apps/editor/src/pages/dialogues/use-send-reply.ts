import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DialogueDetail } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { putReplyBack } from './reply-draft.ts';
import type { ReplyDraft } from './reply-draft.ts';

const mutationKey = (dialogueId: string) => ['reply', dialogueId];

/**
 * Sends a reply. The message is on the screen at once, marked as being sent; when it cannot be sent it leaves the
 * conversation and its text returns to the box, under the same id, so that sending it again makes no second message.
 */
export function useSendReply(dialogueId: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  return useMutation({
    mutationKey: mutationKey(dialogueId),
    mutationFn: (draft: ReplyDraft) => api.reply(dialogueId, draft),
    onSuccess: (message) => {
      client.setQueryData<DialogueDetail>(keys.dialogueDetail(dialogueId), (detail) =>
        !detail || detail.messages.some(({ id }) => id === message.id)
          ? detail
          : { ...detail, messages: [...detail.messages, message] },
      );
      void client.invalidateQueries({ queryKey: keys.dialogue(dialogueId) });
      void client.invalidateQueries({ queryKey: keys.dialogueLists });
    },
    onError: (error, draft) => {
      putReplyBack(dialogueId, draft);
      tell(error, t('reply.notSent'));
    },
  });
}

/** Replies on their way, oldest first. */
export function usePendingReplies(dialogueId: string): ReplyDraft[] {
  return useMutationState({
    filters: { mutationKey: mutationKey(dialogueId), status: 'pending' },
    select: (mutation) => mutation.state.variables as ReplyDraft,
  });
}
