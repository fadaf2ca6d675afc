import { useTranslation } from 'react-i18next';
import { useStageNames } from '../../../components/use-stage-names.ts';
import type { DecisionView } from './timeline-model.ts';

/** What people did in the CRM, and who; nothing for what happened here. */
export function InCrm({ event }: { event: Pick<DecisionView['event'], 'crm'> }) {
  const { t } = useTranslation();
  const stages = useStageNames();
  const { crm } = event;
  if (crm === null) return null;
  const stage = stages.get(crm.stageKey ?? '') ?? crm.stageKey ?? '';
  const what = crm.change === 'responsible' && crm.responsible === null ? 'nobody' : crm.change;
  return (
    <p className="v-understood" data-in-crm={crm.change}>
      <span>{t(`timeline.inCrm.${what}`, { stage, responsible: crm.responsible ?? '' })}</span>
      {crm.by === null ? null : <span className="v-dim">{t('timeline.inCrm.by', { name: crm.by })}</span>}
    </p>
  );
}
