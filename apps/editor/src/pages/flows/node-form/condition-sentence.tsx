import { useTranslation } from 'react-i18next';
import type { ConditionTree } from '@voronka/domain';
import { conditionInWords } from '@voronka/flow-editor/words';
import type { Declarations } from '@voronka/flow-editor/words';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useForm } from './form-context.ts';

/** The names that conditions of this flow can be told with. */
export function useNames(): Declarations {
  const locale = useLocale();
  const { graph, surroundings } = useForm();
  const { slots, fields } = graph;
  const stageName = (key: string) => surroundings.stages.find(({ value }) => value === key)?.name[locale] ?? key;
  return { slots, fields, stageName };
}

/** A whole condition in plain words. */
export function ConditionSentence({ tree }: { tree: ConditionTree }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const names = useNames();
  return (
    <figure className="v-sentence">
      <figcaption className="v-hidden">{t('nodeForm.condition.words')}</figcaption>
      <p>{conditionInWords(tree, locale, names)}</p>
    </figure>
  );
}
