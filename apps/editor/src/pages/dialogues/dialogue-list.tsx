import { useEffect, useRef } from 'react';
import { Button, Skeleton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconInbox, IconZoomExclamation } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DialogueSummary } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useNow } from '../../components/use-now.ts';
import { DialogueRow } from './dialogue-row.tsx';
import { dialogueAddress, everyDialogue, isFiltered, listQuery } from './dialogues-address.ts';
import { ListHead } from './list-head.tsx';
import { useView } from './use-view.ts';

/** Height of a row, px; fixed, so that the list never jumps. */
const rowHeight = 72;

function useDialogues() {
  const { view } = useView();
  const filter = listQuery(view);
  return useInfiniteQuery({
    queryKey: [...keys.dialogueList(filter), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      api.dialogues({ ...filter, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** The neighbour to go to with J and K; the ends stay where they are. */
function neighbour(dialogues: readonly DialogueSummary[], currentId: string | null, step: 1 | -1): string | null {
  const index = dialogues.findIndex((dialogue) => dialogue.id === currentId);
  if (index === -1) return dialogues[0]?.id ?? null;
  return dialogues[index + step]?.id ?? null;
}

function Rows({ query }: { query: ReturnType<typeof useDialogues> }) {
  const { t } = useTranslation();
  const { dialogueId, view, open } = useView();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const dialogues = query.data?.pages.flatMap((page) => page.dialogues) ?? [];
  const rows = useVirtualizer({
    count: dialogues.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => dialogues[index]?.id ?? index,
    overscan: 8,
  });

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= dialogues.length - 10) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, dialogues.length]);

  const walk = (step: 1 | -1) => {
    const nextId = neighbour(dialogues, dialogueId, step);
    if (nextId === null || nextId === dialogueId) return;
    rows.scrollToIndex(dialogues.findIndex((dialogue) => dialogue.id === nextId));
    open(nextId, true);
  };
  const inList = (step: 1 | -1) => (event: KeyboardEvent) => {
    // Arrows scroll the conversation, unless the list has the focus.
    if (!scroller.current?.contains(document.activeElement)) return;
    event.preventDefault();
    walk(step);
  };
  useHotkeys([
    ['J', () => walk(1), { usePhysicalKeys: true }],
    ['K', () => walk(-1), { usePhysicalKeys: true }],
    ['ArrowDown', inList(1), { preventDefault: false }],
    ['ArrowUp', inList(-1), { preventDefault: false }],
  ]);

  return (
    <div className="v-list-scroll" ref={scroller} tabIndex={0} role="region" aria-label={t('dialogues.list')}>
      <ul className="v-list-rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const dialogue = dialogues[item.index];
          if (!dialogue) return null;
          return (
            <li key={item.key} style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}>
              <Link
                to={dialogueAddress(dialogue.id, view)}
                className="v-row"
                aria-current={dialogue.id === dialogueId ? 'true' : undefined}
              >
                <DialogueRow dialogue={dialogue} now={now} />
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Loading() {
  return (
    <div className="v-list-scroll" aria-hidden>
      {Array.from({ length: 9 }, (_, index) => (
        <div key={index} className="v-row" style={{ height: rowHeight }}>
          <Skeleton height={12} width={120 + ((index * 37) % 70)} radius="sm" />
          <Skeleton height={10} mt={9} width={180 + ((index * 53) % 80)} radius="sm" />
          <Skeleton height={10} mt={8} width={90} radius="sm" />
        </div>
      ))}
    </div>
  );
}

/** The left column: which dialogues there are, and which of them wait for a person. */
export function DialogueList() {
  const { t } = useTranslation();
  const { view, change } = useView();
  const query = useDialogues();
  const pages = query.data?.pages;
  const isEmpty = pages !== undefined && pages.every((page) => page.dialogues.length === 0);
  const reset = () => change({ search: '', ...everyDialogue });

  return (
    <section className="v-list" aria-label={t('dialogues.title')} data-stale={query.isPlaceholderData || undefined}>
      <ListHead total={pages?.[0]?.total ?? null} />
      {query.isPending ? <Loading /> : null}
      {query.isError && !pages ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {isEmpty && isFiltered(view) ? (
        <EmptyPlace
          icon={IconZoomExclamation}
          title={t('dialogues.nothingFound')}
          hint={t('dialogues.nothingFoundHint')}
          action={
            <Button variant="default" size="xs" onClick={reset}>
              {t('dialogues.resetFilter')}
            </Button>
          }
        />
      ) : null}
      {isEmpty && !isFiltered(view) ? (
        <EmptyPlace
          icon={IconInbox}
          title={t('dialogues.empty')}
          hint={t('dialogues.emptyHint')}
          action={
            <Button component={Link} to="/overview" variant="default" size="xs">
              {t('common.toOverview')}
            </Button>
          }
        />
      ) : null}
      {pages && !isEmpty ? <Rows query={query} /> : null}
    </section>
  );
}
