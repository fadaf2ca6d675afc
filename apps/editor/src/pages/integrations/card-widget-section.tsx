import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IntegrationSetup } from '@voronka/contracts';

/** The widget for the account's lead cards: the archive, and what to do with it. Nothing for kinds without one. */
export function CardWidgetSection({ integration, readOnly }: { integration: IntegrationSetup; readOnly: boolean }) {
  const { t } = useTranslation();
  if (integration.kind !== 'amocrmFull') return null;
  const steps = ['upload', 'address', 'people'] as const;
  return (
    <section className="v-section" aria-labelledby="integration-widget">
      <header>
        <h2 id="integration-widget">{t('integrations.widget.title')}</h2>
      </header>
      <p>{t('integrations.widget.hint')}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>{t(`integrations.widget.${step}`, { address: window.location.origin })}</li>
        ))}
      </ol>
      {readOnly ? null : (
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          href={`/api/integrations/${encodeURIComponent(integration.id)}/widget.zip`}
          download
        >
          {t('integrations.widget.download')}
        </Button>
      )}
    </section>
  );
}
