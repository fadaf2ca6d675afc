import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemAt } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { NamedChoice } from './choice-fields.tsx';
import { useForm } from './form-context.ts';
import { AddButton, FieldGroup, ItemTools } from './form-parts.tsx';

/** Which values of a webhook's answer go into which fields of the flow. */
export function AnswerField({
  title,
  help,
  value,
  onChange,
}: {
  title: string;
  help?: string | undefined;
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { graph, problems, openDeclarations } = useForm();
  const fields = (graph.fields ?? []).map(({ key, title: name }) => ({ value: key, name }));
  const rows = Object.entries(value);
  const free = fields.filter((field) => !Object.hasOwn(value, field.value));
  const put = (at: number, row: readonly [string, string]) => onChange(Object.fromEntries(rows.with(at, [...row])));
  return (
    <FieldGroup title={title} help={help}>
      <ul className="v-form-cards">
        {rows.map(([key, name], at) => (
          <li key={key} className="v-form-card v-form-card-body">
            <NamedChoice
              label={t('nodeForm.answer.field')}
              options={fields.filter((field) => field.value === key || !Object.hasOwn(value, field.value))}
              value={key}
              onChange={(next) => put(at, [next, name])}
            />
            <div className="v-form-row">
              <TextInput
                label={t('nodeForm.answer.name')}
                maxLength={100}
                error={problemAt(problems, 'answer', key)?.[locale] ?? null}
                value={name}
                onChange={(event) => put(at, [key, event.currentTarget.value])}
              />
              <ItemTools
                name={t('nodeForm.answer.row', { name: key })}
                at={at}
                count={rows.length}
                onRemove={() => onChange(Object.fromEntries(rows.toSpliced(at, 1)))}
              />
            </div>
          </li>
        ))}
      </ul>
      {free[0] ? (
        <AddButton
          label={t('nodeForm.answer.add')}
          onClick={() => onChange({ ...value, [free[0]?.value ?? '']: free[0]?.value ?? '' })}
        />
      ) : null}
      {fields.length === 0 ? <p className="v-dim">{t('nodeForm.answer.none')}</p> : null}
      <Button size="compact-sm" variant="subtle" className="v-form-add" onClick={openDeclarations}>
        {t('nodeForm.ownDetails')}
      </Button>
    </FieldGroup>
  );
}
