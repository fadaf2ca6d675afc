import { IconAddressBook, IconExternalLink, IconMessageCircle } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '@voronka/contracts';

function OutCard({ href, icon: CardIcon, title, hint }: { href: string; icon: Icon; title: string; hint: string }) {
  const { t } = useTranslation();
  return (
    <a className="v-out-card" href={href} target="_blank" rel="noopener" title={t('common.opensNewTab')}>
      <CardIcon size={18} stroke={1.7} aria-hidden />
      <span>
        <b>{title}</b>
        <span className="v-dim">{hint}</span>
      </span>
      <IconExternalLink size={14} aria-hidden className="v-dim" />
    </a>
  );
}

/** The two ends of the demo: the chat a client writes in, and the CRM where the lead arrives. */
export function DemoLinks({ demo }: { demo: NonNullable<Overview['demo']> }) {
  const { t } = useTranslation();
  return (
    <section className="v-section">
      <header>
        <h2>{t('overview.try')}</h2>
      </header>
      <div className="v-out-cards">
        <OutCard
          href={demo.chatUrl}
          icon={IconMessageCircle}
          title={t('overview.openChat')}
          hint={t('overview.openChatHint')}
        />
        {demo.crmUrl ? (
          <OutCard
            href={demo.crmUrl}
            icon={IconAddressBook}
            title={t('overview.openCrm')}
            hint={t('overview.openCrmHint')}
          />
        ) : null}
      </div>
    </section>
  );
}
