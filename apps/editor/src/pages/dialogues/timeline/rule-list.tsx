import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConditionResult } from '@voronka/domain';
import type { ConditionLine, RuleView } from './timeline-model.ts';

const marks = { true: IconCheck, false: IconX, notEvaluated: IconMinus } as const;

/** ✓ ✗ –, with the word for screen readers. */
export function ResultMark({ result }: { result: ConditionResult }) {
  const { t } = useTranslation();
  const MarkIcon = marks[result];
  return (
    <span className="v-result" data-result={result} title={t(`timeline.result.${result}`)}>
      <MarkIcon size={14} stroke={2.2} aria-hidden />
      <span className="v-hidden">{t(`timeline.result.${result}`)}</span>
    </span>
  );
}

function Condition({ line }: { line: ConditionLine }) {
  const { t } = useTranslation();
  return (
    <li className="v-condition" style={{ paddingInlineStart: line.depth * 18 }}>
      <ResultMark result={line.result} />
      <span>
        {line.group ? <span className="v-condition-group">{t(`timeline.group.${line.group}`)}</span> : line.text}
        {line.was === null ? null : (
          <span className="v-was">
            {line.was.fact === null || line.was.fact === line.text
              ? t('timeline.was', { value: line.was.value })
              : t('timeline.wasFact', { fact: line.was.fact, value: line.was.value })}
          </span>
        )}
      </span>
    </li>
  );
}

/** The rules of one choice, highest priority first; those that lost are kept, for "why not". */
export function RuleList({ rules }: { rules: readonly RuleView[] }) {
  const { t } = useTranslation();
  return (
    <ol className="v-rules">
      {rules.map((rule) => (
        <li key={rule.id} className="v-rule" data-chosen={rule.chosen || undefined}>
          <div className="v-rule-head">
            <ResultMark result={rule.result} />
            <span className="v-rule-title">{rule.title}</span>
            {rule.chosen ? <span className="v-chosen">{t('timeline.chosen')}</span> : null}
            {rule.lost ? <span className="v-rule-note">{t('timeline.lost')}</span> : null}
            <span className="v-rule-priority">{t('timeline.priority', { value: rule.priority })}</span>
          </div>
          <ul className="v-conditions">
            {rule.conditions.map((line, index) => (
              <Condition key={index} line={line} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
