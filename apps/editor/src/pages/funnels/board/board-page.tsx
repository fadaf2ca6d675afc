import { useCallback, useState } from 'react';
import { Alert, Button, Skeleton } from '@mantine/core';
import { IconLayoutKanban, IconLock, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { ApiFailure } from '../../../api/api-failure.ts';
import { NotFound } from '../../../app/route-failure.tsx';
import { useSession } from '../../../app/session.tsx';
import { EmptyPlace } from '../../../components/empty-place.tsx';
import { LoadFailure } from '../../../components/load-failure.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useTitle } from '../../../components/use-title.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { stageAddress } from '../../dialogues/dialogues-address.ts';
import { FunnelTabs } from '../funnel-tabs.tsx';
import { boardAddress, boardQuery, isNarrowed, parseBoardView } from './board-address.ts';
import type { BoardView } from './board-address.ts';
import { BoardColumns } from './board-columns.tsx';
import { BoardHead } from './board-head.tsx';
import type { ShownCard } from './board-state.ts';
import { useBoard } from './use-board.ts';

/** So many more cards of a column are read at once. */
const pageOfCards = 50;

/** What stands above the columns when something about them has to be known. */
function Notices({ board, view }: { board: NonNullable<ReturnType<typeof useBoard>['board']>; view: BoardView }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const isEmpty = board.columns.every(({ count }) => count === 0);
  return (
    <>
      {board.integrations
        .filter(({ enabled }) => !enabled)
        .map(({ id, name }) => (
          <Alert key={id} variant="light" color="yellow" icon={<IconPlugConnectedX size={16} aria-hidden />}>
            {t('board.paused', { name })}
          </Alert>
        ))}
      {can.answer ? null : (
        <Alert variant="light" color="gray" icon={<IconLock size={16} aria-hidden />}>
          {t('board.readOnly')}
        </Alert>
      )}
      {isEmpty && board.channels.length > 0 ? (
        <p className="v-dim">{t(isNarrowed(view) ? 'board.nothingFound' : 'board.noCards')}</p>
      ) : null}
    </>
  );
}

/** A funnel as a board: a column for each stage, a card for each client with a lead or deal there. */
export function BoardPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { me } = useSession();
  const { funnelId = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const view = parseBoardView(search);
  const [takes, setTakes] = useState<Readonly<Record<string, number>>>({});
  const { read, board, columns, move, words } = useBoard(funnelId, boardQuery(view, me.id, takes));
  const title = board ? t('board.title', { funnel: board.funnel.name[locale] }) : t('board.board');
  useTitle(title);

  const change = (part: Partial<BoardView>, replace = false) => {
    setTakes({});
    void navigate(boardAddress(funnelId, { ...view, ...part }), { replace });
  };
  const onMore = useCallback(
    (key: string, shown: number) =>
      setTakes((before) => {
        const wanted = Math.ceil((shown + pageOfCards) / pageOfCards) * pageOfCards;
        return (before[key] ?? 0) >= wanted ? before : { ...before, [key]: wanted };
      }),
    [],
  );
  const onMove = useCallback((card: ShownCard, from: string, to: string) => void move(card, from, to), [move]);

  if (read.error instanceof ApiFailure && read.error.status === 404) return <NotFound />;
  const hasChannels = board !== undefined && board.channels.length > 0;
  return (
    <div className="v-page v-board">
      <PageHead title={title}>
        <FunnelTabs funnelId={funnelId} />
      </PageHead>
      <div className="v-board-bar">
        <BoardHead board={board} view={view} change={change} />
        {board && board.withoutCard > 0 ? (
          <Link className="v-link" to={stageAddress(funnelId, null)}>
            {t('board.withoutCard', { count: board.withoutCard })}
          </Link>
        ) : null}
      </div>
      {read.isPending ? <Skeleton height={420} radius="md" /> : null}
      {read.isError && !board ? <LoadFailure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {board ? <Notices board={board} view={view} /> : null}
      {board && !hasChannels ? (
        <EmptyPlace
          icon={IconLayoutKanban}
          title={t('board.noChannels')}
          hint={t('board.noChannelsHint')}
          action={
            <Button component={Link} to="/channels" variant="default" size="xs">
              {t('board.toChannels')}
            </Button>
          }
        />
      ) : null}
      {columns && hasChannels ? <BoardColumns columns={columns} words={words} onMove={onMove} onMore={onMore} /> : null}
    </div>
  );
}
