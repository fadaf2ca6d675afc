import type { TFunction } from 'i18next';
import { ru } from '../../../i18n/ru.ts';
import type { NamedOption } from './form-context.ts';
import { listOf } from './options.ts';

const { flowArchived, flowUnpublished, isGone } = ru.nodeForm;
const texts: Record<string, string> = { flowArchived, flowUnpublished, isGone };
const t = ((key: string, { name }: { name: string }) =>
  (texts[key.replace('nodeForm.', '')] ?? key).replace('{{name}}', name)) as unknown as TFunction;

const named = (value: string, state?: NamedOption['state']): NamedOption => ({
  value,
  name: { ru: value, en: value },
  ...(state ? { state } : {}),
});

describe('a list of what a node can name', () => {
  const flows = [named('Доставка'), named('Черновик', 'unpublished'), named('Старый', 'archived')];
  const labels = (chosen: string[]): string[] => listOf(flows, chosen, 'ru', t).map(({ label }) => label);

  it('offers no archived flow', () => {
    expect(labels([''])).toEqual(['Доставка', 'Черновик (не опубликован)']);
  });

  it('says of an archived flow that is chosen what it is', () => {
    expect(labels(['Старый'])).toEqual(['Доставка', 'Черновик (не опубликован)', 'Старый (в архиве)']);
  });

  it('keeps what is chosen and no longer there', () => {
    expect(labels(['gone'])[2]).toContain('gone');
  });
});
