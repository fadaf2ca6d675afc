import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../i18n/use-locale.ts';
import { wholeName } from './flow-name.ts';
import type { TypedName } from './flow-name.ts';

const labels = { ru: 'library.nameRu', en: 'library.nameEn' } as const;

/** A flow's name in both languages, the reader's first. @param isPressed whether the form was sent already */
export function NameFields({
  name,
  isPressed,
  onChange,
}: {
  name: TypedName;
  isPressed: boolean;
  onChange: (name: TypedName) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const isMissing = isPressed && wholeName(name) === null;
  return (locale === 'ru' ? (['ru', 'en'] as const) : (['en', 'ru'] as const)).map((language, at) => (
    <TextInput
      key={language}
      label={t(labels[language])}
      maxLength={100}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      {...(at === 0 ? { 'data-autofocus': true, error: isMissing ? t('library.nameRequired') : null } : {})}
      {...(at === 1 ? { description: t('library.nameHint') } : {})}
      value={name[language]}
      onChange={(event) => onChange({ ...name, [language]: event.currentTarget.value })}
    />
  ));
}
