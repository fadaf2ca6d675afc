import type { ReactNode } from 'react';
import { Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LocalizedText } from '@voronka/domain';
import { moved, previewOf, problemAt } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useForm } from './form-context.ts';
import { AddButton, FieldHead, ItemTools } from './form-parts.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { TemplateInput } from './template-input.tsx';

/** A text that a client or a colleague will read, as they will read it. */
function Preview({ value }: { value: LocalizedText }) {
  const { t } = useTranslation();
  const { graph, language } = useForm();
  if (value[language].trim() === '') return null;
  return (
    <figure className="v-preview">
      <figcaption className="v-dim">{t('nodeForm.preview')}</figcaption>
      <p lang={language}>{previewOf(value, graph, language)}</p>
    </figure>
  );
}

/** A text in both languages, one at a time. */
export function LocalizedInput({
  title,
  help,
  value,
  path,
  said = false,
  lines = false,
  plain = false,
  children,
  onChange,
}: {
  title: string;
  help?: string | undefined;
  value: LocalizedText;
  /** Where it stands in the config, for what is wrong with it. */
  path: (string | number)[];
  /** A client reads it. */
  said?: boolean | undefined;
  lines?: boolean | undefined;
  /** Variables are not filled here. */
  plain?: boolean;
  /** Stands at the end of its head. */
  children?: ReactNode;
  onChange: (value: LocalizedText) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { language, problems } = useForm();
  const error = problemAt(problems, ...path, language)?.[locale] ?? null;
  const label = `${title}, ${t(`nodeForm.${language}`).toLowerCase()}`;
  const put = (text: string) => onChange({ ...value, [language]: text });
  return (
    <div className="v-form-field">
      <FieldHead title={title} help={help}>
        <LanguageSwitch value={value} title={title} />
        {children}
      </FieldHead>
      {plain ? (
        <TextInput
          lang={language}
          aria-label={label}
          maxLength={2000}
          error={error}
          value={value[language]}
          onChange={(event) => put(event.currentTarget.value)}
        />
      ) : (
        <TemplateInput label={label} value={value[language]} error={error} lines={lines} onChange={put} />
      )}
      {said ? <Preview value={value} /> : null}
    </div>
  );
}

const noText: LocalizedText = { ru: '', en: '' };

/** A text that need not be said. */
export function OptionalTextInput({
  title,
  value,
  path,
  said,
  lines,
  onChange,
}: {
  title: string;
  value: LocalizedText | null;
  path: (string | number)[];
  said?: boolean | undefined;
  lines?: boolean | undefined;
  onChange: (value: LocalizedText | null) => void;
}) {
  return (
    <div className="v-form-field">
      <Switch
        label={title}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? noText : null)}
      />
      {value === null ? null : (
        <LocalizedInput title={title} value={value} path={path} said={said} lines={lines} onChange={onChange} />
      )}
    </div>
  );
}

/** Several texts, one below the other. */
export function TextList({
  nameOf,
  add,
  value,
  path,
  limit,
  said,
  onChange,
}: {
  /** What the text with this number is called. */
  nameOf: (number: number) => string;
  add: string;
  value: readonly LocalizedText[];
  path: (string | number)[];
  limit: number;
  said?: boolean;
  onChange: (value: LocalizedText[]) => void;
}) {
  return (
    <>
      {value.map((each, at) => (
        <LocalizedInput
          key={at}
          title={nameOf(at + 1)}
          value={each}
          path={[...path, at]}
          said={said}
          lines
          onChange={(text) => onChange(value.with(at, text))}
        >
          <ItemTools
            name={nameOf(at + 1)}
            at={at}
            count={value.length}
            onMove={(by) => onChange(moved(value, at, by))}
            onRemove={() => onChange(value.toSpliced(at, 1))}
          />
        </LocalizedInput>
      ))}
      {value.length < limit ? <AddButton label={add} onClick={() => onChange([...value, noText])} /> : null}
    </>
  );
}
