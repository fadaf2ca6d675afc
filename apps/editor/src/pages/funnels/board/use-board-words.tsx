import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Board, BoardCard } from '@voronka/contracts';
import { useFailureToast } from '../../../components/use-failure-toast.tsx';
import { useStageNames } from '../../../components/use-stage-names.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { reasonInWords } from '../../dialogues/timeline/step-words.ts';

type Named = Pick<BoardCard, 'clientName' | 'number'>;

/** How long a move can be taken back from its toast, in ms. */
const undoMs = 10_000;
/** How long a refusal stays, in ms: it is longer to read. */
const refusalMs = 15_000;

/** What the board says of its cards and their moves, in the reader's language. */
export function useBoardWords(funnelId: string) {
  const { t } = useTranslation();
  const locale = useLocale();
  const tell = useFailureToast();
  const stages = useStageNames(funnelId);
  return useMemo(() => {
    const nameOf = ({ clientName, number }: Named): string => clientName ?? t('dialogues.nameless', { number });
    const stageName = (key: string): string => stages.get(key) ?? key;
    const stayed = (card: Named, stage: string): string =>
      t('board.stayed', { name: nameOf(card), stage: stageName(stage) });
    return {
      nameOf,
      stageName,
      /** A move is on its way; it can be taken back for a while. */
      tellMoved(card: Named, to: string, undo: () => void) {
        const id = notifications.show({
          autoClose: undoMs,
          message: (
            <div className="v-board-moved">
              <span>{t('board.moved', { name: nameOf(card), stage: stageName(to) })}</span>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => {
                  notifications.hide(id);
                  undo();
                }}
              >
                {t('board.undo')}
              </Button>
            </div>
          ),
        });
      },
      /** The API did not take a move. */
      tellNotTaken(card: Named, from: string, error: unknown) {
        tell(error, stayed(card, from));
      },
      /** A move that was taken is refused, by the CRM or on the way there. */
      tellRefused({ move, ...card }: BoardCard, board: Board) {
        if (!move) return;
        const place = board.columns.find(({ key }) => key === card.stageKey);
        notifications.show({
          color: 'red',
          autoClose: refusalMs,
          title: t('board.stayed', { name: nameOf(card), stage: place?.name[locale] ?? card.stageKey }),
          message: move.message?.[locale] ?? reasonInWords(move.code ?? '', t),
        });
      },
    };
  }, [t, locale, tell, stages]);
}

/** What {@link useBoardWords} gives. */
export type BoardWords = ReturnType<typeof useBoardWords>;
