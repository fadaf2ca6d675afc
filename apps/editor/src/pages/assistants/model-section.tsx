import { Button, Group, NumberInput, PasswordInput, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AssistantSetup } from '@voronka/contracts';
import type { AssistantDraft, DraftFaults } from './assistant-draft.ts';
import { ModelCheck } from './model-check.tsx';

/** The settings of a language model. */
export function ModelSection({
  assistant,
  draft,
  faults,
  change,
  readOnly,
  isSaved,
}: {
  assistant: AssistantSetup;
  draft: AssistantDraft;
  faults: DraftFaults;
  change: (part: Partial<AssistantDraft>) => void;
  readOnly: boolean;
  /** What is shown is what is stored. */
  isSaved: boolean;
}) {
  const { t } = useTranslation();
  const keyNote = draft.forgetKey
    ? t('assistants.keyWillGo')
    : t(assistant.hasSecret ? 'assistants.apiKeyStored' : 'assistants.apiKeyNone');
  return (
    <section className="v-section" aria-labelledby="assistant-model">
      <header>
        <h2 id="assistant-model">{t('assistants.model')}</h2>
      </header>
      <Stack gap="md">
        <div className="v-fields">
          <TextInput
            type="url"
            label={t('assistants.baseUrl')}
            description={t('assistants.baseUrlHint')}
            placeholder="https://api.example.com/v1"
            disabled={readOnly}
            error={faults.baseUrl ? t(`assistants.${faults.baseUrl}`) : null}
            value={draft.baseUrl}
            onChange={(event) => change({ baseUrl: event.currentTarget.value })}
          />
          <TextInput
            label={t('assistants.modelName')}
            description={t('assistants.modelNameHint')}
            disabled={readOnly}
            maxLength={200}
            error={faults.model ? t(`assistants.${faults.model}`) : null}
            value={draft.model}
            onChange={(event) => change({ model: event.currentTarget.value })}
          />
        </div>
        {readOnly ? null : (
          <div className="v-fields">
            <div>
              <PasswordInput
                label={t('assistants.apiKey')}
                description={keyNote}
                autoComplete="off"
                maxLength={500}
                value={draft.apiKey}
                onChange={(event) => change({ apiKey: event.currentTarget.value, forgetKey: false })}
              />
              {assistant.hasSecret && !draft.forgetKey ? (
                <Button
                  mt={6}
                  size="compact-xs"
                  variant="subtle"
                  color="red"
                  onClick={() => change({ forgetKey: true })}
                >
                  {t('assistants.forgetKey')}
                </Button>
              ) : null}
            </div>
            <NumberInput
              label={t('assistants.temperature')}
              description={t('assistants.temperatureHint')}
              min={0}
              max={2}
              step={0.1}
              decimalScale={2}
              clampBehavior="strict"
              value={draft.temperature}
              onChange={(value) => change({ temperature: value === '' ? '' : Number(value) })}
            />
          </div>
        )}
        <Textarea
          label={t('assistants.instructions')}
          description={t('assistants.instructionsHint')}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={8000}
          disabled={readOnly}
          value={draft.instructions}
          onChange={(event) => change({ instructions: event.currentTarget.value })}
        />
        <Switch
          label={t('assistants.personalData')}
          description={t('assistants.personalDataHint')}
          disabled={readOnly}
          checked={draft.allowPersonalData}
          onChange={(event) => change({ allowPersonalData: event.currentTarget.checked })}
        />
        {readOnly ? null : (
          <Group>
            <ModelCheck assistantId={assistant.id} isSaved={isSaved} />
          </Group>
        )}
      </Stack>
    </section>
  );
}
