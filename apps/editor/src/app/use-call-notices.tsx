import { useCallback } from 'react';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../api/endpoints.ts';
import { keys } from '../api/query-keys.ts';
import { callNoticeId, isSoundOn, playCall, showNotice, soundKey } from './call-notices.ts';
import { useSession } from './session.tsx';

function looksAt(dialogueId: string): boolean {
  return document.visibilityState === 'visible' && location.pathname.endsWith(`/dialogues/${dialogueId}`);
}

/** Tells whoever may answer that a dialogue calls for a manager: here, by the browser, and by ear. */
export function useCallNotices(): (dialogueId: string) => void {
  const { t } = useTranslation();
  const { can, me } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayAnswer = can.answer;
  return useCallback(
    (dialogueId: string) => {
      if (!mayAnswer) return;
      const open = () => {
        notifications.hide(callNoticeId(dialogueId));
        void navigate(`/dialogues/${dialogueId}`);
      };
      const tell = (text: string) => {
        const title = t('attention.callTitle');
        if (isSoundOn(localStorage.getItem(soundKey))) playCall();
        // Who looks at the dialogue needs no sign to it; the sign would only be in the way.
        if (looksAt(dialogueId)) return;
        notifications.show({
          id: callNoticeId(dialogueId),
          color: 'orange',
          autoClose: 20_000,
          title,
          message: (
            <>
              {text}{' '}
              <Button variant="default" size="compact-xs" mt={6} onClick={open} display="block">
                {t('attention.openDialogue')}
              </Button>
            </>
          ),
        });
        showNotice({ title, text, tag: callNoticeId(dialogueId) }, open);
      };
      void client
        .fetchQuery({
          queryKey: keys.dialogueDetail(dialogueId),
          queryFn: () => api.dialogue(dialogueId),
          staleTime: 0,
        })
        .then(({ clientName, manager }) => {
          // Somebody else's dialogue calls them alone.
          if (manager !== null && manager.id !== me.id) return;
          tell(clientName === null ? t('attention.callUnknown') : t('attention.callText', { name: clientName }));
        })
        .catch(() => tell(t('attention.callUnknown')));
    },
    [t, mayAnswer, me.id, client, navigate],
  );
}
