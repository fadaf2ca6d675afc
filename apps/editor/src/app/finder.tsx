import { useState } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { IconLayoutKanban, IconMessage, IconRoute, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api/endpoints.ts';
import { keys } from '../api/query-keys.ts';
import { boardAddress } from '../pages/funnels/board/board-address.ts';
import { useLocale } from '../i18n/use-locale.ts';
import { useFinderOffers } from './finder-offers.ts';
import type { FinderGroup } from './finder-offers.ts';
import { navigationFor } from './navigation.ts';
import { useSession } from './session.tsx';

const shown = 8;

/** Ctrl+K: finds a page, a board, a dialogue or a flow. Dialogues are searched by the server, as the list does. */
export function Finder() {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const { can } = useSession();
  const [query, setQuery] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [search] = useDebouncedValue(query.trim(), 200);
  const filter = { limit: shown, ...(search === '' ? {} : { search }) };
  const dialogues = useQuery({
    queryKey: keys.dialogueList(filter),
    queryFn: ({ signal }) => api.dialogues(filter, signal),
    enabled: isOpen,
    placeholderData: (before) => before,
  });
  const flows = useQuery({
    queryKey: keys.flows,
    queryFn: ({ signal }) => api.flows(signal),
    enabled: isOpen && can.seeFlows,
  });

  const funnels = useQuery({
    queryKey: keys.funnels,
    queryFn: ({ signal }) => api.funnels(signal),
    enabled: isOpen && can.seeFunnels,
  });

  const holds = (text: string) => text.toLowerCase().includes(query.trim().toLowerCase());
  const go = (address: string) => () => void navigate(address);
  // What the open page offers comes last until something is typed: it can be long.
  const offers = useFinderOffers().map((offer) => ({
    ...offer,
    actions: offer.actions.filter(({ label }) => holds(label)),
  }));
  const found: FinderGroup[] = [
    {
      group: t('spotlight.pages'),
      actions: navigationFor(can)
        .map((item) => ({ item, label: t(`nav.${item.key}`) }))
        .filter(({ label }) => holds(label))
        .map(({ item, label }) => ({
          id: item.to,
          label,
          leftSection: <item.icon size={17} stroke={1.6} />,
          onClick: go(item.to),
        })),
    },
    {
      group: t('board.boards'),
      actions: (funnels.data?.funnels ?? [])
        .map(({ id, name }) => ({ id, label: t('board.title', { funnel: name[locale] }) }))
        .filter(({ label }) => holds(label))
        .map(({ id, label }) => ({
          id: `board:${id}`,
          label,
          leftSection: <IconLayoutKanban size={17} stroke={1.6} />,
          onClick: go(boardAddress(id)),
        })),
    },
    {
      group: t('spotlight.dialogues'),
      actions: (dialogues.data?.dialogues ?? []).map((dialogue) => ({
        id: dialogue.id,
        label: dialogue.clientName ?? t('dialogues.nameless', { number: dialogue.number }),
        description: dialogue.lastMessage?.text ?? t(`status.${dialogue.status}`),
        leftSection: <IconMessage size={17} stroke={1.6} />,
        onClick: go(`/dialogues/${dialogue.id}`),
      })),
    },
    {
      group: t('spotlight.flows'),
      actions: (flows.data?.flows ?? [])
        .filter((flow) => flow.archivedAt === null && holds(flow.name[locale]))
        .map((flow) => ({
          id: flow.id,
          label: flow.name[locale],
          leftSection: <IconRoute size={17} stroke={1.6} />,
          onClick: go(`/flows/${flow.id}`),
        })),
    },
  ];
  const groups = (query.trim() === '' ? [...found, ...offers] : [...offers, ...found]).filter(
    (group) => group.actions.length > 0,
  );

  return (
    <Spotlight
      actions={groups}
      filter={(_, actions) => actions} // filtered above and by the server
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      shortcut={['mod + K']}
      nothingFound={t('spotlight.nothing')}
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.3 }}
      maxHeight={460}
      transitionProps={{ duration: 100 }}
      searchProps={{
        leftSection: <IconSearch size={17} aria-hidden />,
        placeholder: t('spotlight.placeholder'),
        'aria-label': t('nav.search'),
      }}
    />
  );
}
