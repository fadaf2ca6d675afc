import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { boardAddress } from './board/board-address.ts';

/** The two sides of a funnel: the board with its cards, and its stages with what they are in the CRM. */
export function FunnelTabs({ funnelId }: { funnelId: string }) {
  const { t } = useTranslation();
  return (
    <nav className="v-funnel-tabs" aria-label={t('board.views')}>
      <NavLink to={boardAddress(funnelId)}>{t('board.board')}</NavLink>
      <NavLink to={`/funnels/${encodeURIComponent(funnelId)}`} end>
        {t('board.stages')}
      </NavLink>
    </nav>
  );
}
