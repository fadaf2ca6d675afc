import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { useTitle } from '../../components/use-title.ts';
import { DialogueList } from './dialogue-list.tsx';
import { DialogueView } from './dialogue-view.tsx';
import { useView } from './use-view.ts';

/** The inbox: list, conversation, client. */
export function DialoguesPage() {
  const { t } = useTranslation();
  const { dialogueId } = useView();
  const roomForClient = useMediaQuery('(min-width: 74em)', true);
  const [wantsClient, setWantsClient] = useLocalStorage({ key: 'voronka.client-panel', defaultValue: true });
  const [clientOnTop, setClientOnTop] = useLocalStorage({ key: 'voronka.client-on-top', defaultValue: false });
  useTitle(t('dialogues.title'));
  const clientShown = roomForClient ? wantsClient : clientOnTop;
  const toggleClient = () => (roomForClient ? setWantsClient(!wantsClient) : setClientOnTop(!clientOnTop));

  return (
    <div className="v-inbox" data-open={dialogueId !== null || undefined}>
      <DialogueList />
      {dialogueId === null ? (
        <EmptyPlace icon={IconMessages} title={t('dialogues.choose')} hint={t('dialogues.chooseHint')} />
      ) : (
        <DialogueView
          key={dialogueId}
          dialogueId={dialogueId}
          clientShown={clientShown}
          onToggleClient={toggleClient}
        />
      )}
    </div>
  );
}
