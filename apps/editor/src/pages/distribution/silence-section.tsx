import { useState } from 'react';
import { NumberInput, Radio, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SectionProps } from './distribution-form.tsx';

const escalations = ['nextManager', 'allManagers'] as const;
/** What switching a limit on begins with, in minutes. */
const usual = { answer: 15, silence: 60 } as const;

/** A limit of time that can be switched off. */
function OptionalMinutes({
  label,
  description,
  value,
  usualValue,
  disabled,
  onChange,
}: {
  label: string;
  description: string;
  value: number | null;
  usualValue: number;
  disabled: boolean;
  onChange: (value: number | null) => void;
}) {
  const { t } = useTranslation();
  // An emptied field waits for its number; it neither switches the limit off nor is it saved.
  const [isEmpty, setEmpty] = useState(false);
  return (
    <div className="v-optional">
      <Switch
        label={label}
        description={description}
        checked={value !== null}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked ? usualValue : null)}
      />
      {value === null ? null : (
        <NumberInput
          aria-label={`${label}, ${t('distribution.minutes')}`}
          w={140}
          suffix={` ${t('distribution.minutes')}`}
          min={1}
          max={43_200}
          clampBehavior="strict"
          allowDecimal={false}
          disabled={disabled}
          value={isEmpty ? '' : value}
          onChange={(next) => {
            setEmpty(next === '');
            if (next !== '') onChange(Number(next));
          }}
          onBlur={() => setEmpty(false)}
        />
      )}
    </div>
  );
}

/** How long a manager may be silent, and what happens then. */
export function SilenceSection({ settings, change, readOnly }: SectionProps) {
  const { t } = useTranslation();
  return (
    <section className="v-section" aria-labelledby="distribution-silence">
      <header>
        <h2 id="distribution-silence">{t('distribution.silence')}</h2>
      </header>
      <Stack gap="md">
        <OptionalMinutes
          label={t('distribution.deadline')}
          description={t('distribution.deadlineHint')}
          value={settings.answerDeadlineMinutes}
          usualValue={usual.answer}
          disabled={readOnly}
          onChange={(answerDeadlineMinutes) => change({ answerDeadlineMinutes })}
        />
        {settings.answerDeadlineMinutes === null ? null : (
          <Radio.Group
            className="v-nested"
            label={t('distribution.escalation')}
            value={settings.escalation}
            onChange={(value) => {
              const escalation = escalations.find((one) => one === value);
              if (escalation) change({ escalation });
            }}
          >
            <Stack gap={8} mt={6}>
              {escalations.map((escalation) => (
                <Radio
                  key={escalation}
                  value={escalation}
                  disabled={readOnly}
                  label={t(`distribution.escalationName.${escalation}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <OptionalMinutes
          label={t('distribution.returning')}
          description={t('distribution.returningHint')}
          value={settings.returnToAssistantMinutes}
          usualValue={usual.silence}
          disabled={readOnly}
          onChange={(returnToAssistantMinutes) => change({ returnToAssistantMinutes })}
        />
      </Stack>
    </section>
  );
}
