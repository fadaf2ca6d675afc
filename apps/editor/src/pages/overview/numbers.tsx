import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Overview } from '@voronka/contracts';
import { useLocale } from '../../i18n/use-locale.ts';

interface Tile {
  key: 'openDialogues' | 'needsManager' | 'incidents' | 'delayed' | 'held' | 'dialoguesToday' | 'leadsToday';
  to: string;
  /** Colour of a number above zero: it waits for a person. */
  tone: 'plain' | 'attention' | 'failed';
}

const now: readonly Tile[] = [
  { key: 'openDialogues', to: '/dialogues?status=open', tone: 'plain' },
  { key: 'needsManager', to: '/dialogues?status=needsManager', tone: 'attention' },
  { key: 'incidents', to: '/diagnostics', tone: 'failed' },
  { key: 'delayed', to: '/dialogues?status=delayed', tone: 'attention' },
  { key: 'held', to: '/diagnostics?tab=held', tone: 'attention' },
];
const today: readonly Tile[] = [
  { key: 'dialoguesToday', to: '/dialogues?today=dialogues', tone: 'plain' },
  { key: 'leadsToday', to: '/dialogues?today=leads', tone: 'plain' },
];

function Row({ title, tiles, overview }: { title: string; tiles: readonly Tile[]; overview: Overview }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <section className="v-numbers" aria-label={title}>
      <h2>{title}</h2>
      <div className="v-tiles">
        {tiles.map(({ key, to, tone }) => (
          <Link key={key} to={to} className="v-tile" data-tone={overview[key] > 0 ? tone : 'plain'}>
            <span className="v-tile-number">{overview[key].toLocaleString(locale)}</span>
            <span className="v-tile-label">{t(`overview.${key}`)}</span>
          </Link>
        ))}
      </div>
    </section>
  );
}

/** The numbers of the first page; each opens the list behind it. */
export function Numbers({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  return (
    <div className="v-numbers-row">
      <Row title={t('overview.now')} tiles={now} overview={overview} />
      <Row title={t('overview.today')} tiles={today} overview={overview} />
    </div>
  );
}
