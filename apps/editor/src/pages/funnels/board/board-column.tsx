import { useEffect, useRef } from 'react';
import { useDroppable } from '@dnd-kit/core';
import { Tooltip } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { closedCardDays, mostCardsOfColumn } from '@voronka/contracts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { BoardCard } from './board-card.tsx';
import type { CardContext } from './board-card.tsx';
import { hasNote } from './board-card-face.tsx';
import type { ShownColumn } from './board-state.ts';

/** Heights of a card with its gap, px, without and with its third line; fixed, so that a column never jumps. */
const cardHeight = { plain: 62, noted: 82 };
/** More cards are read when so many are left below. */
const nearEnd = 10;

/** What the stage is in the CRM; amber where it is nothing. */
function Statuses({ statuses }: Pick<ShownColumn, 'statuses'>) {
  const { t } = useTranslation();
  if (statuses.length === 0) return null;
  if (statuses.some(({ statusId }) => statusId === null)) {
    return (
      <Tooltip label={t('board.unmappedHint')} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
        <span className="v-board-status v-tone-attention" tabIndex={0}>
          <IconAlertTriangle size={13} aria-hidden />
          {t('board.unmapped')}
        </span>
      </Tooltip>
    );
  }
  const names = [...new Set(statuses.map(({ statusName, statusId }) => statusName ?? statusId))].join(' · ');
  return (
    <span className="v-board-status v-dim" title={t('board.inCrm', { status: names })}>
      {t('board.inCrm', { status: names })}
    </span>
  );
}

/** A stage with its cards. Only the cards in sight are drawn. */
export function BoardColumn({
  column,
  context,
  isTarget,
  onMore,
}: {
  column: ShownColumn;
  context: CardContext;
  /** The keyboard holds a card above it. */
  isTarget: boolean;
  /** More cards of the column are wanted. */
  onMore: (key: string, shown: number) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { key, name, semantics, count, cards, statuses } = column;
  const { setNodeRef, isOver } = useDroppable({ id: key });
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const card = cards[index];
      return card && hasNote(card) ? cardHeight.noted : cardHeight.plain;
    },
    getItemKey: (index) => cards[index]?.dialogueId ?? index,
    overscan: 6,
  });
  // Cards that wait, and so are higher, come and go.
  const heights = cards.map((card) => (hasNote(card) ? '2' : '1')).join('');
  useEffect(() => rows.measure(), [rows, heights]);

  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  const wantsMore = cards.length < count && cards.length < mostCardsOfColumn && last >= cards.length - nearEnd;
  useEffect(() => {
    if (wantsMore) onMore(key, cards.length);
  }, [wantsMore, onMore, key, cards.length]);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isTarget) box.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [isTarget]);

  const title = `board-stage-${key}`;
  return (
    <section
      ref={(node) => {
        box.current = node;
        setNodeRef(node);
      }}
      className="v-board-column"
      aria-labelledby={title}
      data-stage={key}
      data-meaning={semantics}
      data-over={isOver || isTarget || undefined}
    >
      <header className="v-board-column-head">
        <h2 id={title}>
          <span className="v-board-stage">{name[locale]}</span>
          <span
            className="v-board-count"
            title={semantics === 'open' ? undefined : t('board.closedHint', { count: closedCardDays })}
          >
            <span aria-hidden>{count}</span>
            <span className="v-hidden">, {t('board.cards', { count })}</span>
          </span>
        </h2>
        <Statuses statuses={statuses} />
      </header>
      <div className="v-board-cards" ref={scroller} tabIndex={-1}>
        {cards.length === 0 ? <p className="v-board-nothing">{t('board.emptyColumn')}</p> : null}
        <ul className="v-board-list" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const card = cards[item.index];
            if (!card) return null;
            return (
              <li key={item.key} style={{ height: item.size, transform: `translateY(${item.start}px)` }}>
                <BoardCard card={card} context={context} />
              </li>
            );
          })}
        </ul>
        {cards.length < count && cards.length >= mostCardsOfColumn ? (
          <p className="v-board-nothing">{t('board.tooMany', { count: mostCardsOfColumn })}</p>
        ) : null}
      </div>
    </section>
  );
}
