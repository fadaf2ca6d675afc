import { Select, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale.ts';
import type { SectionProps } from './channel-form.tsx';
import { FlowField } from './flow-field.tsx';

/** What a channel is, and what it is joined with. */
export function BasicsSection({
  channel,
  draft,
  faults,
  change,
  readOnly,
  world,
  onTurn,
  isTurning,
}: SectionProps & { onTurn: (enabled: boolean) => void; isTurning: boolean }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <section className="v-section" aria-labelledby="channel-basics">
      <header>
        <h2 id="channel-basics">{t('channels.basics')}</h2>
        <span className="v-dim">{t(`channels.kindName.${channel.kind}`)}</span>
      </header>
      <Stack gap="md">
        <Switch
          label={t('channels.enabled')}
          description={t('channels.enabledHint')}
          disabled={readOnly || isTurning}
          checked={channel.enabled}
          onChange={(event) => onTurn(event.currentTarget.checked)}
        />
        <div className="v-fields">
          <TextInput
            label={t('channels.name')}
            maxLength={100}
            disabled={readOnly}
            error={faults.has('name') ? t('channels.nameRequired') : null}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            id="channel-funnel"
            label={t('channels.funnel')}
            description={t('channels.funnelHint')}
            placeholder={t('channels.noFunnel')}
            allowDeselect={false}
            disabled={readOnly}
            data={world.funnels.map(({ id, name }) => ({ value: id, label: name[locale] }))}
            value={draft.funnelId}
            onChange={(funnelId) => change({ funnelId })}
          />
          <Select
            label={t('channels.assistant')}
            description={t('channels.assistantHint')}
            placeholder={t('channels.noAssistant')}
            allowDeselect={false}
            disabled={readOnly}
            data={world.assistants.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.assistantId}
            onChange={(assistantId) => change({ assistantId })}
          />
          <FlowField channel={channel} world={world} readOnly={readOnly} />
          <Select
            label={t('channels.manager')}
            description={t('channels.managerHint')}
            placeholder={t('channels.noManager')}
            clearable
            clearButtonProps={{ 'aria-label': t('channels.noManager') }}
            disabled={readOnly}
            data={world.people.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.defaultManagerId}
            onChange={(defaultManagerId) => change({ defaultManagerId })}
          />
        </div>
      </Stack>
    </section>
  );
}
