import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Board } from '@voronka/contracts';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { useSession } from '../../../app/session.tsx';
import { everyCard, isNarrowed } from './board-address.ts';
import type { BoardView } from './board-address.ts';

const typingPauseMs = 250;

/** Search and filters of the board; they live in the address bar. */
export function BoardHead({
  board,
  view,
  change,
}: {
  board: Board | undefined;
  view: BoardView;
  /** `replace` for typing, which Back need not repeat. */
  change: (part: Partial<BoardView>, replace?: boolean) => void;
}) {
  const { t } = useTranslation();
  const { can } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(view.search);
  const apply = useDebouncedCallback((search: string) => change({ search }, true), typingPauseMs);
  useEffect(() => setTyped(view.search), [view.search]); // Back and Forward change it too
  useHotkeys([['/', () => input.current?.focus()]]);
  const people = useQuery({ queryKey: keys.people, queryFn: ({ signal }) => api.people(signal) });
  const search = (text: string) => {
    setTyped(text);
    apply(text);
  };
  const managers = [
    { value: '', label: t('board.everyone') },
    ...(can.answer ? [{ value: 'me', label: t('board.mine') }] : []),
    { value: '-', label: t('board.nobody') },
    ...(people.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const channels = board?.channels ?? [];
  return (
    <div className="v-board-filters">
      <TextInput
        ref={input}
        type="search"
        size="xs"
        className="v-board-search"
        aria-label={t('board.search')}
        placeholder={t('board.search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={
          typed === '' ? null : (
            <ActionIcon size="sm" aria-label={t('dialogues.clearSearch')} onClick={() => search('')}>
              <IconX size={14} />
            </ActionIcon>
          )
        }
        value={typed}
        onChange={(event) => search(event.currentTarget.value)}
      />
      <Select
        size="xs"
        aria-label={t('board.responsible')}
        allowDeselect={false}
        data={managers}
        value={view.manager ?? ''}
        onChange={(manager) => change({ manager: manager === '' ? null : manager })}
      />
      {channels.length > 1 || view.channel !== null ? (
        <Select
          size="xs"
          aria-label={t('board.channel')}
          allowDeselect={false}
          data={[
            { value: '', label: t('board.everyChannel') },
            ...channels.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={view.channel ?? ''}
          onChange={(channel) => change({ channel: channel === '' ? null : channel })}
        />
      ) : null}
      {isNarrowed(view) ? (
        <Button variant="subtle" size="compact-sm" onClick={() => change(everyCard)}>
          {t('board.reset')}
        </Button>
      ) : null}
    </div>
  );
}
