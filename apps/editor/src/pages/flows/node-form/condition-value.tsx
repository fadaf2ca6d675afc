import { Autocomplete, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { startsOf } from '@voronka/domain';
import type { ConditionLeaf, ConditionValue, FactDeclaration, FlowGraph } from '@voronka/domain';
import { valueEditorOf } from '@voronka/flow-editor/forms';
import type { ValueSource } from '@voronka/flow-editor/forms';
import { nameOfValue, weekdaysInWords } from '@voronka/flow-editor/words';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useNames } from './condition-sentence.tsx';
import { useForm } from './form-context.ts';
import type { NamedOption, Surroundings } from './form-context.ts';
import { MinutesField } from './number-fields.tsx';
import { listOf, slotOptions } from './options.ts';
import { SearchSelect } from './search-select.tsx';
import { useMirror } from './use-mirror.ts';

/** The longest value of a condition, and the most words and their length. */
const limits = { text: 500, word: 200 };

function textsOf(value: ConditionValue): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return typeof value === 'object' ? [...value] : [];
}

/** Tags that nodes of the flow put on cards. */
function tagsOf(graph: FlowGraph): string[] {
  return [...new Set(graph.nodes.flatMap((node) => (node.kind === 'addTags' ? node.config.tags : [])))];
}

function optionsOf(source: Exclude<ValueSource, 'values'>, graph: FlowGraph, outside: Surroundings): NamedOption[] {
  switch (source) {
    case 'stages':
      return [...outside.stages];
    case 'signals':
      return [...outside.signals];
    case 'slots':
      return slotOptions(graph);
    case 'tags':
      return tagsOf(graph).map((tag) => ({ value: tag, name: { ru: tag, en: tag } }));
    case 'triggers':
      return graph.nodes.filter((node) => startsOf(node) !== null).map(({ id, label }) => ({ value: id, name: label }));
  }
}

/** A number of a condition: what is no number yet stays here. */
function NumberValue({
  value,
  label,
  isMinutes,
  onChange,
}: {
  value: number;
  label: string;
  isMinutes: boolean;
  onChange: (value: number) => void;
}) {
  const [shown, setShown] = useMirror<number, number>(value, (given) => given);
  const put = (next: number) => {
    setShown(next, Number.isFinite(next) ? next : value);
    if (Number.isFinite(next)) onChange(next);
  };
  if (isMinutes) return <MinutesField label={label} value={shown} onChange={put} />;
  return (
    <NumberInput
      size="xs"
      aria-label={label}
      value={Number.isNaN(shown) ? '' : shown}
      onChange={(next) => put(next === '' ? Number.NaN : Number(next))}
    />
  );
}

/** What a comparison compares with, entered in the way that fits the fact. */
export function ConditionValueField({
  leaf,
  declaration,
  onChange,
}: {
  leaf: ConditionLeaf;
  declaration: FactDeclaration;
  onChange: (leaf: ConditionLeaf) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { graph, surroundings } = useForm();
  const names = useNames();
  const label = t('nodeForm.condition.value');
  const put = (value: ConditionValue) => onChange({ ...leaf, value });
  const editor = valueEditorOf(leaf, declaration);
  const chosen = textsOf(leaf.value);
  const shared = { size: 'xs', 'aria-label': label } as const;

  if (typeof editor === 'object') {
    const own = (declaration.values ?? []).map((value) => ({
      value,
      label: nameOfValue(leaf.fact, value, locale, names),
    }));
    const data =
      editor.from === 'values'
        ? [
            ...own,
            ...listOf(
              [],
              chosen.filter((value) => !declaration.values?.includes(value)),
              locale,
              t,
            ),
          ]
        : listOf(optionsOf(editor.from, graph, surroundings), chosen, locale, t);
    if (editor.choose === 'several') {
      return (
        <MultiSelect
          {...shared}
          searchable
          placeholder={chosen.length === 0 ? t('nodeForm.choose') : ''}
          data={data}
          value={chosen}
          onChange={put}
        />
      );
    }
    // A tag need not be on a card yet.
    if (editor.from === 'tags') {
      return (
        <Autocomplete {...shared} maxLength={limits.text} data={tagsOf(graph)} value={chosen[0] ?? ''} onChange={put} />
      );
    }
    return (
      <SearchSelect
        {...shared}
        placeholder={t('nodeForm.choose')}
        data={data}
        value={chosen[0] ?? null}
        onChange={(next) => put(next ?? '')}
      />
    );
  }
  switch (editor) {
    case 'yesNo':
      return (
        <Select
          {...shared}
          allowDeselect={false}
          data={[
            { value: 'true', label: t('nodeForm.condition.yes') },
            { value: 'false', label: t('nodeForm.condition.no') },
          ]}
          value={String(leaf.value)}
          onChange={(next) => put(next === 'true')}
        />
      );
    case 'weekday':
      return (
        <Select
          {...shared}
          allowDeselect={false}
          data={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdaysInWords([day], locale) }))}
          value={String(leaf.value)}
          onChange={(next) => put(Number(next))}
        />
      );
    case 'number':
    case 'minutes':
      return <NumberValue value={Number(leaf.value)} label={label} isMinutes={editor === 'minutes'} onChange={put} />;
    case 'words':
      return (
        <TagsInput
          {...shared}
          placeholder={chosen.length === 0 ? t('nodeForm.condition.wordsHint') : ''}
          maxLength={limits.word}
          acceptValueOnBlur
          value={chosen}
          onChange={put}
        />
      );
    case 'pattern':
      return (
        <TextInput
          {...shared}
          classNames={{ input: 'v-json' }}
          maxLength={limits.text}
          placeholder={t('nodeForm.condition.pattern')}
          spellCheck={false}
          value={chosen[0] ?? ''}
          onChange={(event) => put(event.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...shared}
          maxLength={limits.text}
          value={typeof leaf.value === 'string' ? leaf.value : ''}
          onChange={(event) => put(event.currentTarget.value)}
        />
      );
  }
}
