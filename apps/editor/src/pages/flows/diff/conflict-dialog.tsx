import { useMemo, useState } from 'react';
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FlowDraft } from '@voronka/contracts';
import { mergeFlows } from '@voronka/domain';
import type { ConflictPlace, FlowGraph, MergeConflict, Preference } from '@voronka/domain';
import { moment } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { settingInWords } from './change-words.ts';

type Choice = 'merged' | 'mine' | 'theirs';
/** Whose value stays at a place; a place that is not in it keeps one's own. */
type Decisions = ReadonlyMap<string, Preference>;

function placeKey({ part, key, path }: ConflictPlace): string {
  return JSON.stringify([part, key, ...path]);
}

/** Where two people changed the same: each place is decided by itself. */
function Disagreements({
  conflicts,
  own,
  decisions,
  onDecide,
}: {
  conflicts: readonly MergeConflict[];
  own: FlowGraph;
  decisions: Decisions;
  onDecide: (place: string, side: Preference) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = (value: unknown) =>
    value === undefined ? t('diff.removed') : settingInWords(value, locale, own) || t('diff.absent');
  return (
    <div className="v-conflicts" tabIndex={0} role="region" aria-label={t('diff.disagree')}>
      {conflicts.map((conflict) => {
        const { label, title, mine, theirs } = conflict;
        const place = placeKey(conflict);
        return (
          <Radio.Group
            key={place}
            className="v-diff-field"
            size="sm"
            label={`${label[locale]} · ${title[locale] || t('diff.whole')}`}
            value={decisions.get(place) ?? 'mine'}
            onChange={(side) => onDecide(place, side === 'theirs' ? 'theirs' : 'mine')}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="mine" label={`${t('diff.yours')}: ${words(mine)}`} />
              <Radio value="theirs" label={`${t('diff.others')}: ${words(theirs)}`} />
            </Stack>
          </Radio.Group>
        );
      })}
    </div>
  );
}

/** Asks what shall stay of a draft that two people changed: both joined, place by place where they disagree, one's own, or the other's. */
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
  const [decisions, setDecisions] = useState<Decisions>(new Map());
  const merged = useMemo(() => {
    const decide = (place: ConflictPlace) => decisions.get(placeKey(place)) ?? 'mine';
    return base ? mergeFlows({ base, mine: own, theirs: draft.graph }, decide) : null;
  }, [base, own, draft, decisions]);
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
        {choice === 'merged' && conflicts.length > 0 ? (
          <Disagreements
            conflicts={conflicts}
            own={own}
            decisions={decisions}
            onDecide={(place, side) => setDecisions((before) => new Map([...before, [place, side]]))}
          />
        ) : null}
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
