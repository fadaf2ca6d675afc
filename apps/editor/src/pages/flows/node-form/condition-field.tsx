import { useEffect, useMemo, useRef, useState } from 'react';
import { Alert, Button, Group, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConditionTree } from '@voronka/domain';
import { conditionJson, countingIds, fromBuilder, newLeaf, readCondition, toBuilder } from '@voronka/flow-editor/forms';
import type { BuilderNode } from '@voronka/flow-editor/forms';
import { ConditionContextOfField } from './condition-context.ts';
import type { ConditionContext } from './condition-context.ts';
import { ConditionJson } from './condition-json.tsx';
import { ConditionPart } from './condition-part.tsx';
import { ConditionSentence } from './condition-sentence.tsx';
import { AddButton, FieldHead } from './form-parts.tsx';
import { useMirror } from './use-mirror.ts';

interface ConditionFieldProps {
  title: string;
  /** null: there is none. */
  value: ConditionTree | null;
  /** What stands there without a condition; null where there has to be one. */
  none: string | null;
  onChange: (value: ConditionTree | null) => void;
}

/** The parts of a condition, and which of them has the keyboard after an edit. */
function useParts({ value, none, onChange }: ConditionFieldProps) {
  const [newId] = useState(() => countingIds());
  const [root, setRoot] = useMirror(value, (tree) => tree && toBuilder(tree, newId));
  const place = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<{ part: string; at: 'handle' | 'fact' } | null>(null);
  useEffect(() => {
    if (!focus) return;
    place.current?.querySelector<HTMLElement>(`[data-${focus.at}="${focus.part}"]`)?.focus();
  }, [focus]);
  const apply: ConditionContext['apply'] = (next, part, at = 'handle') => {
    const tree = next && fromBuilder(next);
    setRoot(next, tree);
    if (part !== undefined) setFocus({ part, at });
    onChange(tree);
  };
  const context: ConditionContext | null = root && { root, newId, canBeNothing: none !== null, apply };
  const begin = () => {
    const part: BuilderNode = { id: newId(), kind: 'leaf', leaf: newLeaf() };
    apply(part, part.id, 'fact');
  };
  return { place, context, begin };
}

/** A condition: built from parts or written as JSON, with the whole of it always said in plain words. */
export function ConditionField(props: ConditionFieldProps) {
  const { title, value, none, onChange } = props;
  const { t } = useTranslation();
  const { place, context, begin } = useParts(props);
  const [view, setView] = useState<'form' | 'json'>('form');
  const [json, setJson] = useMirror(value, (tree) => (tree ? conditionJson(tree) : ''));
  const reading = useMemo(() => (json === '' && value === null ? null : readCondition(json)), [json, value]);
  const problems = reading && 'problems' in reading ? reading.problems : [];

  const write = (text: string) => {
    const next = readCondition(text);
    setJson(text, 'tree' in next ? next.tree : value);
    if ('tree' in next) onChange(next.tree);
  };
  if (value === null || !context) {
    return (
      <section className="v-form-field" aria-label={title}>
        <FieldHead title={title} />
        <p className="v-dim">{none}</p>
        <AddButton label={t('nodeForm.condition.addFirst')} onClick={begin} />
      </section>
    );
  }
  return (
    <section className="v-form-field" aria-label={title} ref={place}>
      <FieldHead title={none === null ? t('nodeForm.condition.words') : title}>
        <SegmentedControl
          size="xs"
          className="v-language"
          aria-label={`${t('nodeForm.condition.view')}: ${title}`}
          value={view}
          onChange={setView}
          data={(['form', 'json'] as const).map((each) => ({ value: each, label: t(`nodeForm.condition.${each}`) }))}
        />
      </FieldHead>
      <ConditionSentence tree={value} />
      {view === 'json' ? (
        <ConditionJson text={json} problems={problems} onChange={write} />
      ) : (
        <ConditionContextOfField value={context}>
          {problems.length > 0 ? (
            <Alert color="orange" variant="light" p="xs">
              <p>{t('nodeForm.condition.jsonBad')}</p>
              <Group gap="xs" mt={6}>
                <Button size="compact-sm" variant="default" onClick={() => setView('json')}>
                  {t('nodeForm.condition.jsonBack')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setJson(conditionJson(value), value)}>
                  {t('nodeForm.condition.jsonDrop')}
                </Button>
              </Group>
            </Alert>
          ) : null}
          <ConditionPart part={context.root} />
          <p className="v-dim v-condition-keys">{t('nodeForm.condition.keys')}</p>
        </ConditionContextOfField>
      )}
    </section>
  );
}
