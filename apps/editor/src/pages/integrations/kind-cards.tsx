import { Radio, SimpleGrid } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { crmCapabilityKinds, integrationKinds, unavailableIn } from '@voronka/domain';
import type { IntegrationKind } from '@voronka/domain';
import { useLocale } from '../../i18n/use-locale.ts';

/** Whether a text names a CRM that can be joined. */
export function isIntegrationKind(value: string): value is IntegrationKind {
  return (integrationKinds as readonly string[]).includes(value);
}

/** What a CRM can do; what it cannot is told with the reason. */
export function CapabilityList({ kind }: { kind: IntegrationKind }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const missing = new Map(unavailableIn(kind).map(({ capability, reason }) => [capability, reason]));
  return (
    <ul className="v-capabilities">
      {crmCapabilityKinds.map((capability) => {
        const reason = missing.get(capability);
        const CapabilityIcon = reason ? IconMinus : IconCheck;
        return (
          <li key={capability} data-unavailable={reason ? true : undefined}>
            <CapabilityIcon size={15} stroke={1.8} aria-hidden />
            <span>
              {t(`integrations.capability.${capability}`)}
              <span className="v-hidden">: {t(reason ? 'integrations.cannot' : 'integrations.can')}</span>
              {reason ? <span className="v-dim v-capability-reason">{reason[locale]}</span> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** All CRMs side by side. */
export function KindMatrix() {
  const { t } = useTranslation();
  return (
    <section className="v-section" aria-labelledby="kind-matrix">
      <header>
        <h2 id="kind-matrix">{t('integrations.matrix')}</h2>
      </header>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="md">
        {integrationKinds.map((kind) => (
          <div key={kind} className="v-kind">
            <h3>{t(`integrations.kindName.${kind}`)}</h3>
            <p className="v-dim">{t(`integrations.kindHint.${kind}`)}</p>
            <CapabilityList kind={kind} />
          </div>
        ))}
      </SimpleGrid>
    </section>
  );
}

/** Chooses the CRM to join. */
export function KindChoice({ kind, onChange }: { kind: IntegrationKind; onChange: (kind: IntegrationKind) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('integrations.kind')}
      value={kind}
      onChange={(value) => {
        if (isIntegrationKind(value)) onChange(value);
      }}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={6}>
        {integrationKinds.map((one) => (
          <Radio.Card key={one} value={one} className="v-kind-card" aria-label={t(`integrations.kindName.${one}`)}>
            <span className="v-kind-card-head">
              <Radio.Indicator size="xs" />
              {t(`integrations.kindName.${one}`)}
            </span>
            <span className="v-dim">{t(`integrations.kindHint.${one}`)}</span>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
