import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonProblem } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';

/** So many problems are listed at once. */
const shownProblems = 5;

/** A condition written by hand. What has problems is kept as it was typed and not applied. */
export function ConditionJson({
  text,
  problems,
  onChange,
}: {
  text: string;
  problems: readonly JsonProblem[];
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const said = problems.slice(0, shownProblems).map(({ line, column, path, message }) => (
    <span key={`${line}:${column}:${path}`} className="v-json-problem">
      {t('nodeForm.condition.jsonPlace', { line, column })}
      {path === '' ? '' : `, ${path}`}: {message[locale]}
    </span>
  ));
  return (
    <Textarea
      aria-label={t('nodeForm.condition.jsonLabel')}
      classNames={{ input: 'v-json' }}
      inputWrapperOrder={['label', 'error', 'input']}
      autosize
      minRows={6}
      maxRows={18}
      spellCheck={false}
      wrap="off"
      error={problems.length > 0 ? said : null}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
