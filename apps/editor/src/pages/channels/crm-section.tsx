import { Radio, Select, Stack, Switch } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import type { ChannelDraft } from './channel-draft.ts';
import type { SectionProps } from './channel-form.tsx';
import { troublesOf } from './channel-troubles.ts';
import type { Trouble } from './channel-troubles.ts';

const switchNames = ['createContact', 'searchExisting', 'createLead', 'updateContact', 'assignResponsible'] as const;
const cards = ['lead', 'deal'] as const;

/** The switch beside which a trouble is told; null: above all of them. */
const placeOf: Record<Trouble, (typeof switchNames)[number] | null> = {
  noFunnel: null,
  withoutCrm: null,
  noContact: 'createContact',
  noLead: 'createLead',
  modeTooLow: 'createLead',
  duplicates: 'searchExisting',
  noResponsible: 'assignResponsible',
  noAssignment: 'assignResponsible',
};

/** What is wrong and, where it is mended elsewhere, the way there. */
function TroubleNote({ trouble, draft }: { trouble: Trouble; draft: ChannelDraft }) {
  const { t } = useTranslation();
  const elsewhere: Partial<Record<Trouble, { to: string; text: string }>> = {
    withoutCrm: { to: `/assistants/${draft.assistantId}`, text: t('channels.cure.assistant') },
    modeTooLow: { to: `/assistants/${draft.assistantId}`, text: t('channels.cure.assistant') },
    noAssignment: { to: `/distribution/${draft.funnelId}`, text: t('channels.cure.distribution') },
  };
  const cure = elsewhere[trouble];
  return (
    <p className="v-mark v-tone-attention v-trouble" data-trouble={trouble}>
      <IconAlertTriangle size={15} stroke={1.8} aria-hidden />
      <span>
        {t(`channels.trouble.${trouble}`)}{' '}
        {cure ? (
          <Link className="v-link" to={cure.to}>
            {cure.text}
          </Link>
        ) : null}
        {trouble === 'noFunnel' ? (
          <button type="button" className="v-link" onClick={() => document.getElementById('channel-funnel')?.focus()}>
            {t('channels.cure.funnel')}
          </button>
        ) : null}
      </span>
    </p>
  );
}

/** Channel → Integrations: what a channel does in the CRM, with the trouble that a switch makes told beside it. */
export function CrmSection({ draft, change, readOnly, world }: SectionProps) {
  const { t } = useTranslation();
  const integration = world.integrations.find(({ id }) => id === draft.integrationId);
  const assistant = world.assistants.find(({ id }) => id === draft.assistantId);
  const { funnelId } = draft;
  const distribution = useQuery({
    queryKey: keys.distribution(funnelId ?? ''),
    queryFn: ({ signal }) => api.distribution(funnelId ?? '', signal),
    enabled: funnelId !== null,
  });
  const troubles = troublesOf({
    channel: { integrationId: draft.integrationId, funnelId, switches: draft.switches },
    assistant,
    distribution: distribution.data?.settings,
  });
  const at = (place: (typeof placeOf)[Trouble]) => troubles.filter((trouble) => placeOf[trouble] === place);
  return (
    <section className="v-section" aria-labelledby="channel-crm">
      <header>
        <h2 id="channel-crm">{t('channels.integrations')}</h2>
        <span className="v-dim">
          {integration?.name ?? t('channels.noIntegration')}{' '}
          {integration && funnelId ? (
            <Link className="v-link" to={`/funnels/${funnelId}`}>
              {t('channels.mappingLink')}
            </Link>
          ) : null}
        </span>
      </header>
      <Stack gap="md">
        <Select
          label={t('channels.integration')}
          placeholder={t('integrations.later')}
          clearable
          clearButtonProps={{ 'aria-label': t('channels.clearIntegration') }}
          disabled={readOnly}
          data={world.integrations.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.integrationId}
          onChange={(integrationId) => change({ integrationId })}
        />
        {integration && !integration.enabled ? (
          <p className="v-tone-attention">{t('channels.integrationOff')}</p>
        ) : null}
        {at(null).map((trouble) => (
          <TroubleNote key={trouble} trouble={trouble} draft={draft} />
        ))}
        {switchNames.map((name) => (
          <div key={name}>
            <Switch
              label={t(`channels.switches.${name}`)}
              description={t(`channels.switchHints.${name}`)}
              disabled={readOnly}
              checked={draft.switches[name]}
              onChange={(event) => change({ switches: { ...draft.switches, [name]: event.currentTarget.checked } })}
            />
            {at(name).map((trouble) => (
              <TroubleNote key={trouble} trouble={trouble} draft={draft} />
            ))}
          </div>
        ))}
        <Radio.Group
          label={t('channels.card')}
          value={draft.card}
          onChange={(value) => change({ card: value === 'deal' ? 'deal' : 'lead' })}
        >
          <Stack gap={10} mt={6}>
            {cards.map((card) => (
              <Radio
                key={card}
                value={card}
                disabled={readOnly}
                label={t(`channels.cardName.${card}`)}
                description={t(`channels.cardHint.${card}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </section>
  );
}
