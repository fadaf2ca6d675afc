import { Button, Fieldset, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TextRuleDraft } from './signal-draft.ts';

/** The condition of a signal on what the client writes: any of some words or phrases. */
export function RuleFields({
  rule,
  isFaulty,
  onChange,
}: {
  /** null: more than words and phrases. */
  rule: TextRuleDraft | null;
  isFaulty: boolean;
  onChange: (rule: TextRuleDraft) => void;
}) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('signals.rule')}>
      {rule === null ? (
        <Stack gap="xs" align="flex-start">
          <Text>{t('signals.ruleByHand')}</Text>
          <Button size="xs" variant="default" onClick={() => onChange({ words: '', phrases: '' })}>
            {t('signals.replaceRule')}
          </Button>
        </Stack>
      ) : (
        <Stack gap="sm">
          <TextInput
            label={t('signals.anyWord')}
            description={t('signals.wordsHint')}
            error={isFaulty ? t('signals.wordsRequired') : null}
            value={rule.words}
            onChange={(event) => onChange({ ...rule, words: event.currentTarget.value })}
          />
          <TextInput
            label={t('signals.anyPhrase')}
            description={t('signals.wordsHint')}
            value={rule.phrases}
            onChange={(event) => onChange({ ...rule, phrases: event.currentTarget.value })}
          />
        </Stack>
      )}
    </Fieldset>
  );
}
