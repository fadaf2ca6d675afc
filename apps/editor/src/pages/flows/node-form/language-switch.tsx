import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LocalizedText } from '@voronka/domain';
import { useForm } from './form-context.ts';

const languages = ['ru', 'en'] as const;

/** Which language of a text is edited; a language without text is marked. */
export function LanguageSwitch({ value, title }: { value: LocalizedText; title: string }) {
  const { t } = useTranslation();
  const { language, setLanguage } = useForm();
  return (
    <SegmentedControl
      size="xs"
      className="v-language"
      aria-label={`${t('nodeForm.language')}: ${title}`}
      value={language}
      onChange={setLanguage}
      data={languages.map((each) => ({
        value: each,
        label: (
          <span title={t(`nodeForm.${each}`)}>
            {each.toUpperCase()}
            {value[each].trim() === '' ? (
              <span className="v-language-empty">
                <span className="v-hidden">{t('nodeForm.emptyLanguage')}</span>
              </span>
            ) : null}
          </span>
        ),
      }))}
    />
  );
}
