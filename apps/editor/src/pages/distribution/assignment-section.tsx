import { Radio, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SectionProps } from './distribution-form.tsx';

const strategies = ['roundRobin', 'leastLoaded', 'crmResponsible'] as const;
const fallbacks = ['roundRobin', 'leastLoaded'] as const;

/** Whether dialogues are assigned, and by which rule. */
export function AssignmentSection({ settings, change, readOnly }: SectionProps) {
  const { t } = useTranslation();
  return (
    <section className="v-section" aria-labelledby="distribution-assignment">
      <header>
        <h2 id="distribution-assignment">{t('distribution.assignment')}</h2>
      </header>
      <Stack gap="md">
        <Switch
          label={t('distribution.enabled')}
          description={t('distribution.enabledHint')}
          checked={settings.enabled}
          disabled={readOnly}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <Radio.Group
          label={t('distribution.strategy')}
          value={settings.strategy}
          onChange={(value) => {
            const strategy = strategies.find((one) => one === value);
            if (strategy) change({ strategy });
          }}
        >
          <Stack gap={8} mt={6}>
            {strategies.map((strategy) => (
              <Radio
                key={strategy}
                value={strategy}
                disabled={readOnly}
                label={t(`distribution.strategyName.${strategy}`)}
                description={t(`distribution.strategyHint.${strategy}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {settings.strategy === 'crmResponsible' ? (
          <Radio.Group
            className="v-nested"
            label={t('distribution.fallback')}
            value={settings.fallback}
            onChange={(value) => {
              const fallback = fallbacks.find((one) => one === value);
              if (fallback) change({ fallback });
            }}
          >
            <Stack gap={8} mt={6}>
              {fallbacks.map((fallback) => (
                <Radio
                  key={fallback}
                  value={fallback}
                  disabled={readOnly}
                  label={t(`distribution.strategyName.${fallback}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        ) : null}
      </Stack>
    </section>
  );
}
