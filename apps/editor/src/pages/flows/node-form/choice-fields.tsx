import { Button, Checkbox, MultiSelect, Select, Stack, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LocalizedText } from '@voronka/domain';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useForm } from './form-context.ts';
import type { NamedOption } from './form-context.ts';
import { listOf, slotOptions } from './options.ts';
import { SearchSelect } from './search-select.tsx';

interface ChoiceProps<V> {
  label: string;
  help?: string | undefined;
  value: V;
  error?: string | null;
  onChange: (value: V) => void;
}

/** One of few words. */
export function WordChoice({
  label,
  help,
  options,
  value,
  onChange,
}: ChoiceProps<string> & { options: Readonly<Record<string, LocalizedText>> }) {
  const locale = useLocale();
  return (
    <Select
      label={label}
      description={help}
      size="sm"
      allowDeselect={false}
      data={Object.entries(options).map(([word, title]) => ({ value: word, label: title[locale] }))}
      value={value}
      onChange={(next) => onChange(next ?? value)}
    />
  );
}

/** Any of few words. */
export function WordChecks({
  label,
  help,
  options,
  value,
  error = null,
  onChange,
}: ChoiceProps<string[]> & { options: Readonly<Record<string, LocalizedText>> }) {
  const locale = useLocale();
  const words = Object.keys(options);
  return (
    <Checkbox.Group
      label={label}
      description={help}
      error={error}
      value={value}
      onChange={(chosen) => onChange(words.filter((word) => chosen.includes(word)))}
    >
      <Stack gap={6} mt={6}>
        {words.map((word) => (
          <Checkbox key={word} size="xs" value={word} label={options[word]?.[locale]} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** One of the things that a node can name. */
export function NamedChoice({
  label,
  help,
  options,
  value,
  error = null,
  onChange,
}: ChoiceProps<string> & { options: readonly NamedOption[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <SearchSelect
      label={label}
      description={help}
      error={error}
      size="sm"
      placeholder={t('nodeForm.choose')}
      data={listOf(options, [value], locale, t)}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? value)}
    />
  );
}

/** Several of the things that a node can name. */
export function NamedChoices({
  label,
  help,
  options,
  none,
  value,
  error = null,
  onChange,
}: ChoiceProps<string[]> & { options: readonly NamedOption[]; none?: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <MultiSelect
      label={label}
      description={help}
      error={error}
      size="sm"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('nodeForm.remove', { name: label }) }}
      placeholder={value.length === 0 ? (none ?? t('nodeForm.choose')) : ''}
      nothingFoundMessage={t('nodeForm.nothingFound')}
      data={listOf(options, value, locale, t)}
      value={value}
      onChange={onChange}
    />
  );
}

/** The details that a question asks for, in the order in which they are chosen. */
export function SlotChoices(props: ChoiceProps<string[]>) {
  const { t } = useTranslation();
  const { graph, openDeclarations } = useForm();
  return (
    <div className="v-form-field">
      <NamedChoices {...props} options={slotOptions(graph)} />
      <Button size="compact-sm" variant="subtle" className="v-form-add" onClick={openDeclarations}>
        {t('nodeForm.ownDetails')}
      </Button>
    </div>
  );
}

/** Words of one's own, each a chip. */
export function TagChoices({
  label,
  help,
  value,
  error = null,
  known = [],
  onChange,
}: ChoiceProps<string[]> & { known?: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <TagsInput
      label={label}
      description={help}
      error={error}
      size="sm"
      clearable
      clearButtonProps={{ 'aria-label': t('nodeForm.remove', { name: label }) }}
      maxLength={100}
      data={known.filter((tag) => !value.includes(tag))}
      value={value}
      onChange={onChange}
    />
  );
}
