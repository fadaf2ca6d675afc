import { useState } from 'react';
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Criterion } from '@voronka/domain';
import {
  byPriority,
  moved,
  movedTo,
  newCriterion,
  prioritised,
  problemAt,
  problemIn,
  withOutput,
} from '@voronka/flow-editor/forms';
import type { ShownFieldOf } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { ConditionField } from './condition-field.tsx';
import { ConditionSentence } from './condition-sentence.tsx';
import { useForm } from './form-context.ts';
import { AddButton, FieldGroup, ItemTools } from './form-parts.tsx';
import { Grip, useOrdering } from './use-ordering.tsx';
import type { Ordering } from './use-ordering.tsx';
import { NumberField } from './number-fields.tsx';
import { LocalizedInput } from './text-fields.tsx';

/** A rule has at most this many ways out of its own, a score this many conditions. */
const limits = { outputs: 50, criteria: 30 };

type Outputs = ShownFieldOf<'outputs'>['value'];

function OutputCard({
  output,
  at,
  place,
  count,
  isOpen,
  ordering,
  onToggle,
  onChange,
  onMove,
  onRemove,
}: {
  output: Outputs[number];
  /** Position in the order in which they are looked at. */
  at: number;
  /** Position in the config. */
  place: number;
  count: number;
  isOpen: boolean;
  ordering: Ordering;
  onToggle: () => void;
  onChange: (output: Outputs[number]) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { problems } = useForm();
  const name = output.title[locale] || t('nodeForm.output', { number: at + 1 });
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li
      className="v-form-card"
      data-faulty={problemIn(problems, 'outputs', place) !== null || undefined}
      {...ordering.itemProps(at)}
    >
      <div className="v-form-card-head">
        {count > 1 ? <Grip id={output.port} name={name} at={at} count={count} ordering={ordering} /> : null}
        <UnstyledButton className="v-form-card-name" aria-expanded={isOpen} onClick={onToggle}>
          <Chevron size={14} aria-hidden />
          <span>
            {at + 1}. {name}
          </span>
        </UnstyledButton>
        <ItemTools name={name} at={at} count={count} least={1} onMove={onMove} onRemove={onRemove} />
      </div>
      {isOpen ? (
        <div className="v-form-card-body">
          <LocalizedInput
            plain
            title={t('nodeForm.outputTitle')}
            value={output.title}
            path={['outputs', place, 'title']}
            onChange={(title) => onChange({ ...output, title })}
          />
          <ConditionField
            title={name}
            value={output.conditions}
            none={null}
            onChange={(conditions) => conditions && onChange({ ...output, conditions })}
          />
        </div>
      ) : (
        <ConditionSentence tree={output.conditions} />
      )}
    </li>
  );
}

/** A rule's ways out in the order in which they are looked at: their order is their priority. */
export function OutputsField({
  title,
  help,
  value,
  onChange,
}: {
  title: string;
  help?: string | undefined;
  value: Outputs;
  onChange: (value: Outputs) => void;
}) {
  const { t } = useTranslation();
  const ordered = byPriority(value);
  const [open, setOpen] = useState<string | null>(ordered.length === 1 ? (ordered[0]?.port ?? null) : null);
  const ordering = useOrdering((from, to) => onChange(prioritised(movedTo(ordered, from, to))));
  return (
    <FieldGroup title={title} help={help}>
      <ol className="v-form-cards" ref={ordering.list}>
        {ordered.map((output, at) => (
          <OutputCard
            key={output.port}
            output={output}
            at={at}
            place={value.indexOf(output)}
            count={ordered.length}
            isOpen={open === output.port}
            ordering={ordering}
            onToggle={() => setOpen(open === output.port ? null : output.port)}
            onChange={(changed) => onChange(value.map((each) => (each === output ? changed : each)))}
            onMove={(by) => onChange(prioritised(moved(ordered, at, by)))}
            onRemove={() => onChange(value.filter((each) => each !== output))}
          />
        ))}
      </ol>
      {value.length < limits.outputs ? (
        <AddButton
          label={t('nodeForm.addOutput')}
          onClick={() => {
            const more = withOutput(ordered);
            setOpen(more.at(-1)?.port ?? null);
            onChange(more);
          }}
        />
      ) : null}
    </FieldGroup>
  );
}

function CriterionCard({
  criterion,
  at,
  count,
  onChange,
  onMove,
  onRemove,
}: {
  criterion: Criterion;
  at: number;
  count: number;
  onChange: (criterion: Criterion) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { problems } = useForm();
  const name = criterion.reason[locale] || t('nodeForm.criterion', { number: at + 1 });
  return (
    <li className="v-form-card">
      <div className="v-form-card-head">
        <span className="v-form-card-name">{name}</span>
        <ItemTools name={name} at={at} count={count} onMove={onMove} onRemove={onRemove} />
      </div>
      <div className="v-form-card-body">
        <NumberField
          label={t('nodeForm.points')}
          help={t('nodeForm.pointsHint')}
          value={criterion.points}
          error={problemAt(problems, 'criteria', at, 'points')?.[locale] ?? null}
          onChange={(points) => onChange({ ...criterion, points })}
        />
        <LocalizedInput
          title={t('nodeForm.reason')}
          value={criterion.reason}
          path={['criteria', at, 'reason']}
          onChange={(reason) => onChange({ ...criterion, reason })}
        />
        <ConditionField
          title={name}
          value={criterion.when}
          none={null}
          onChange={(when) => when && onChange({ ...criterion, when })}
        />
      </div>
    </li>
  );
}

/** The conditions that a score is made of. */
export function CriteriaField({
  title,
  value,
  onChange,
}: {
  title: string;
  value: Criterion[];
  onChange: (value: Criterion[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <FieldGroup title={title}>
      <ol className="v-form-cards">
        {value.map((criterion, at) => (
          <CriterionCard
            key={at}
            criterion={criterion}
            at={at}
            count={value.length}
            onChange={(changed) => onChange(value.with(at, changed))}
            onMove={(by) => onChange(moved(value, at, by))}
            onRemove={() => onChange(value.toSpliced(at, 1))}
          />
        ))}
      </ol>
      {value.length < limits.criteria ? (
        <AddButton label={t('nodeForm.addCriterion')} onClick={() => onChange([...value, newCriterion()])} />
      ) : null}
    </FieldGroup>
  );
}
