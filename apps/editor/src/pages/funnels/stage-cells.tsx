import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconHelpCircle, IconUnlink } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FunnelSetup } from '@voronka/contracts';
import type { MappingMark, MappingRow } from '@voronka/domain';
import { useLocale } from '../../i18n/use-locale.ts';
import { stageAddress } from '../dialogues/dialogues-address.ts';

type Stage = FunnelSetup['stages'][number];

const marks: Record<MappingMark, { icon: Icon; tone: string }> = {
  mapped: { icon: IconCircleCheck, tone: 'v-tone-ok' },
  unmapped: { icon: IconCircleDashed, tone: 'v-tone-attention' },
  vanished: { icon: IconUnlink, tone: 'v-tone-failed' },
  unchecked: { icon: IconHelpCircle, tone: 'v-dim' },
};

/** Whether a stage is bound, and what is doubtful about it; by icon and word. */
export function MarkCell({ row }: { row: MappingRow }) {
  const { t } = useTranslation();
  const { icon: MarkIcon, tone } = marks[row.mark];
  return (
    <>
      <span className={`v-mark ${tone}`} data-mark={row.mark}>
        <MarkIcon size={15} stroke={1.8} aria-hidden />
        {t(`funnels.mapping.mark.${row.mark}`)}
      </span>
      {row.doubts.map((doubt) => (
        <span key={doubt} className="v-mark v-tone-attention">
          <IconAlertTriangle size={15} stroke={1.8} aria-hidden />
          {t(`funnels.mapping.doubt.${doubt}`)}
        </span>
      ))}
    </>
  );
}

/** Name of a stage, and what it means where it closes a card. */
export function StageName({ stage }: { stage: Pick<Stage, 'name' | 'semantics'> }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <>
      <span className="v-stage-name">{stage.name[locale]}</span>
      {stage.semantics === 'open' ? null : (
        <span className="v-dim v-stage-meaning">{t(`funnels.meaning.${stage.semantics}`)}</span>
      )}
    </>
  );
}

/** How many open dialogues stand at a stage; opens exactly these. */
export function StageCount({ funnelId, stage }: { funnelId: string; stage: Stage }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const count = stage.openDialogues;
  return (
    <Link
      className="v-link"
      to={stageAddress(funnelId, stage.key)}
      aria-label={t('funnels.showDialogues', { count, stage: stage.name[locale] })}
    >
      {count}
    </Link>
  );
}
