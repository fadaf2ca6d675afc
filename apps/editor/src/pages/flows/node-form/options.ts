import type { TFunction } from 'i18next';
import { slotTitles } from '@voronka/domain';
import type { FlowGraph, Locale, LocalizedText } from '@voronka/domain';
import type { NamedOption } from './form-context.ts';

/** An option of a list on the page. */
export interface ListOption {
  value: string;
  label: string;
}

function labelOf({ name, state }: NamedOption, locale: Locale, t: TFunction): string {
  if (state === 'off') return t('nodeForm.webhookOff', { name: name[locale] });
  if (state === 'archived') return t('nodeForm.flowArchived', { name: name[locale] });
  return state === 'unpublished' ? t('nodeForm.flowUnpublished', { name: name[locale] }) : name[locale];
}

/** Options in the reader's language. Values that are chosen and no longer there, or archived, stay and say so. */
export function listOf(
  options: readonly NamedOption[],
  chosen: readonly string[],
  locale: Locale,
  t: TFunction,
): ListOption[] {
  const known = new Set(options.map(({ value }) => value));
  const offered = options.filter(({ value, state }) => state !== 'archived' || chosen.includes(value));
  const gone = chosen.filter((value) => value !== '' && !known.has(value));
  return [
    ...offered.map((option) => ({ value: option.value, label: labelOf(option, locale, t) })),
    ...gone.map((value) => ({ value, label: t('nodeForm.isGone', { name: value }) })),
  ];
}

/** A name with its first letter large, as it stands at the head of something. */
export function asHead(title: LocalizedText): LocalizedText {
  const large = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  return { ru: large(title.ru), en: large(title.en) };
}

/** The details that questions of a flow can ask for. */
export function slotOptions(graph: Pick<FlowGraph, 'slots'>): NamedOption[] {
  return [
    ...Object.entries(slotTitles).map(([value, title]) => ({ value, name: asHead(title) })),
    ...(graph.slots ?? []).map(({ key, title }) => ({ value: key, name: asHead(title) })),
  ];
}
