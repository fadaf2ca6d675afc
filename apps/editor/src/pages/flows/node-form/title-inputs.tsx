import { Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LocalizedText } from '@voronka/domain';

/** A short name in both languages, side by side. */
export function TitleInputs({
  title,
  error = null,
  onChange,
}: {
  title: LocalizedText;
  error?: string | null;
  onChange: (title: LocalizedText) => void;
}) {
  const { t } = useTranslation();
  return (
    <div>
      <Group grow align="flex-start" gap="xs">
        {(['ru', 'en'] as const).map((language) => (
          <TextInput
            key={language}
            lang={language}
            label={t(language === 'ru' ? 'nodeForm.declared.nameRu' : 'nodeForm.declared.nameEn')}
            maxLength={200}
            error={error !== null && title[language].trim() === ''}
            value={title[language]}
            onChange={(event) => onChange({ ...title, [language]: event.currentTarget.value })}
          />
        ))}
      </Group>
      {error ? <p className="v-failed-text">{error}</p> : null}
    </div>
  );
}
