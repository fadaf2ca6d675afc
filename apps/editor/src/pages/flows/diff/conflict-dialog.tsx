import { useMemo, useState } from 'react';
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FlowDraft } from '@voronka/contracts';
import { mergeFlows } from '@voronka/domain';
import type { FlowGraph, MergeConflict } from '@voronka/domain';
import { moment } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { settingInWords } from './change-words.ts';

type Choice = 'merged' | 'mine' | 'theirs';

/** Where two people changed the same, each with both values. */
function Disagreements({ conflicts, own }: { conflicts: readonly MergeConflict[]; own: FlowGraph }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = (value: unknown) =>
    value === undefined ? t('diff.removed') : settingInWords(value, locale, own) || t('diff.absent');
  return (
    <div className="v-conflicts" tabIndex={0} role="region" aria-label={t('diff.disagree')}>
      {conflicts.map(({ part, key, label, path, title, mine, theirs }) => (
        <div key={[part, key, ...path].join('.')} className="v-diff-field">
          <p>
            <b>{label[locale]}</b> · {title[locale] || t('diff.whole')}
          </p>
          <dl className="v-diff-values">
            <dt>{t('diff.yours')}</dt>
            <dd>{words(mine)}</dd>
            <dt>{t('diff.others')}</dt>
            <dd>{words(theirs)}</dd>
          </dl>
        </div>
      ))}
    </div>
  );
}

/** Asks what shall stay of a draft that two people changed: both joined, one's own, or the other's. */
export function ConflictDialog({
  base,
  own,
  draft,
  onChoose,
  onClose,
}: {
  /** What both began with; null where that is not known any more. */
  base: FlowGraph | null;
  own: FlowGraph;
  /** What the other has saved. */
  draft: FlowDraft;
  onChoose: (graph: FlowGraph) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const merged = useMemo(
    () => (base ? mergeFlows({ base, mine: own, theirs: draft.graph }) : null),
    [base, own, draft],
  );
  const [choice, setChoice] = useState<Choice>(merged ? 'merged' : 'mine');
  const conflicts = merged?.conflicts ?? [];
  const graphs: Record<Choice, FlowGraph> = { merged: merged?.graph ?? own, mine: own, theirs: draft.graph };
  const author = draft.author ?? t('draft.somebody');
  const mergedText = !merged
    ? t('diff.mergedUnknown')
    : conflicts.length === 0
      ? t('diff.mergedClean')
      : t('diff.mergedConflicts', { count: conflicts.length });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('diff.conflictTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{t('diff.conflictText', { author, at: moment(draft.updatedAt, locale, t, new Date()) })}</Text>
        <Radio.Group
          aria-label={t('diff.conflictTitle')}
          value={choice}
          onChange={(value) => setChoice(value === 'mine' || value === 'theirs' ? value : 'merged')}
        >
          <Stack gap="xs">
            <Radio value="merged" label={t('diff.merged')} description={mergedText} disabled={!merged} />
            <Radio value="mine" label={t('diff.mine')} description={t('diff.mineText')} />
            <Radio value="theirs" label={t('diff.theirs')} description={t('diff.theirsText')} />
          </Stack>
        </Radio.Group>
        {choice === 'merged' && conflicts.length > 0 ? <Disagreements conflicts={conflicts} own={own} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('diff.later')}
          </Button>
          <Button onClick={() => onChoose(graphs[choice])}>{t('diff.apply')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
