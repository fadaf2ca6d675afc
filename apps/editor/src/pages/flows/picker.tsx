import { useEffect, useState } from 'react';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FinderAction, FinderGroup } from '../../app/finder-offers.ts';

/** A question that is answered from a list. */
export interface Pick {
  /** Asks, such as "Connect «Price» with"; stands in the search field. */
  question: string;
  groups: FinderGroup[];
}

const [store, list] = createSpotlight();

/** Asks one question at a time with a searched list, by mouse or keyboard. `onClose` also follows an answer. */
export function Picker({ pick, onClose }: { pick: Pick | null; onClose: () => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  useEffect(() => {
    if (pick) list.open();
  }, [pick]);
  const holds = ({ label, description = '' }: FinderAction) =>
    `${label} ${description}`.toLowerCase().includes(query.trim().toLowerCase());
  const groups = (pick?.groups ?? [])
    .map((group) => ({ ...group, actions: group.actions.filter(holds) }))
    .filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      store={store}
      actions={groups}
      filter={(_, actions) => actions} // filtered above
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={() => {
        setQuery('');
        onClose();
      }}
      shortcut={null}
      returnFocus={false} // whoever asked puts the keyboard where the answer leads
      nothingFound={t('spotlight.nothing')}
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.3 }}
      maxHeight={460}
      transitionProps={{ duration: 0 }}
      searchProps={{
        leftSection: <IconSearch size={17} aria-hidden />,
        placeholder: pick?.question,
        'aria-label': pick?.question,
      }}
    />
  );
}
