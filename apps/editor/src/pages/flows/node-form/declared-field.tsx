import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldDeclaration } from '@voronka/domain';
import { checkField, fieldAs, problemAt } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { TitleInputs } from './title-inputs.tsx';
import { useMirror } from './use-mirror.ts';

const types: readonly FieldDeclaration['type'][] = ['string', 'number', 'boolean'];

/** A value that a flow takes from outside: its name, its type and what it is until it is known. */
export function DeclaredFieldInputs({
  field: given,
  onChange,
}: {
  field: FieldDeclaration;
  onChange: (field: FieldDeclaration) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [field, setField] = useMirror(given, (now) => now);
  const problems = checkField(field);
  const put = (next: FieldDeclaration) => {
    const isFit = checkField(next).length === 0;
    setField(next, isFit ? next : given);
    if (isFit) onChange(next);
  };
  const label = t('nodeForm.declared.default');
  const wrong = problemAt(problems, 'default')?.[locale] ?? null;
  return (
    <>
      <TitleInputs
        title={field.title}
        error={problemAt(problems, 'title')?.[locale] ?? null}
        onChange={(title) => put({ ...field, title })}
      />
      <Select
        label={t('nodeForm.declared.kind')}
        allowDeselect={false}
        data={types.map((type) => ({ value: type, label: t(`nodeForm.declared.${type}`) }))}
        value={field.type}
        onChange={(chosen) => {
          const type = types.find((each) => each === chosen);
          if (type && type !== field.type) put(fieldAs(field, type));
        }}
      />
      {typeof field.default === 'string' ? (
        <TextInput
          label={label}
          maxLength={500}
          error={wrong}
          value={field.default}
          onChange={(event) => put({ ...field, default: event.currentTarget.value })}
        />
      ) : null}
      {typeof field.default === 'number' ? (
        <NumberInput
          label={label}
          error={wrong}
          value={Number.isNaN(field.default) ? '' : field.default}
          onChange={(next) => put({ ...field, default: next === '' ? Number.NaN : Number(next) })}
        />
      ) : null}
      {typeof field.default === 'boolean' ? (
        <Switch
          label={label}
          checked={field.default}
          onChange={(event) => put({ ...field, default: event.currentTarget.checked })}
        />
      ) : null}
    </>
  );
}
