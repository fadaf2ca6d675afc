import type { ReactNode } from 'react';
import { ActionIcon, Anchor, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DialogueDetail } from '@voronka/contracts';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { displayPhone, safeLink } from './client-words.ts';
import { ResponsibleSelect } from './responsible-select.tsx';

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="v-card-group">
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="v-card-line">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Missing({ children }: { children: ReactNode }) {
  return <span className="v-dim">{children}</span>;
}

function Copyable({ value, shown = value }: { value: string; shown?: string }) {
  const { t } = useTranslation();
  return (
    <span className="v-copyable">
      <span>{shown}</span>
      <CopyButton value={value} timeout={1500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('common.copied') : t('common.copy')}>
            <ActionIcon size="xs" onClick={copy} aria-label={`${t('common.copy')}: ${shown}`}>
              {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}

/** A link out of the app; an address that is not http(s) came from a client and is shown as text. */
function OutLink({ href, children }: { href: string | null; children: ReactNode }) {
  const { t } = useTranslation();
  const safe = safeLink(href);
  if (!safe) return <>{children}</>;
  return (
    <Anchor href={safe} target="_blank" rel="noreferrer noopener" className="v-out" title={t('common.opensNewTab')}>
      {children} <IconExternalLink size={13} aria-hidden />
    </Anchor>
  );
}

function CrmGroup({ dialogue }: { dialogue: DialogueDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { crm, stage } = dialogue;
  if (!crm) {
    return (
      <section className="v-card-group">
        <h3>{t('client.noCrm')}</h3>
        <p className="v-dim">{t('client.noCrmHint')}</p>
      </section>
    );
  }
  return (
    <Group title={`${t('client.crm')} · ${crm.integrationName}`}>
      <Line label={t(`client.${crm.cardKind}`)}>
        {crm.leadId ? (
          <OutLink href={crm.leadUrl}>{t(`client.${crm.cardKind}Number`, { id: crm.leadId })}</OutLink>
        ) : (
          <Missing>{t('client.notYet')}</Missing>
        )}
      </Line>
      <Line label={t('client.contact')}>
        {crm.contactId ? (
          <OutLink href={crm.contactUrl}>{t('client.contactNumber', { id: crm.contactId })}</OutLink>
        ) : (
          <Missing>{t('client.notYet')}</Missing>
        )}
      </Line>
      <Line label={t('client.stage')}>{stage ? stage.name[locale] : <Missing>{t('client.notYet')}</Missing>}</Line>
      <Line label={t('client.responsible')}>{crm.responsible ?? <Missing>{t('client.unassigned')}</Missing>}</Line>
      <Line label={t('client.tags')}>
        {crm.tags.length === 0 ? (
          <Missing>{t('client.noTags')}</Missing>
        ) : (
          <span className="v-tags">
            {crm.tags.map((tag) => (
              <span key={tag} className="v-tag">
                {tag}
              </span>
            ))}
          </span>
        )}
      </Line>
    </Group>
  );
}

/** The right column: the client and the card in the CRM. */
export function ClientPanel({ dialogue }: { dialogue: DialogueDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const { client } = dialogue;
  return (
    <aside className="v-client" aria-label={t('dialogues.client')}>
      <Group title={t('dialogues.client')}>
        <Line label={t('client.name')}>{client.name ?? <Missing>{t('client.notKnown')}</Missing>}</Line>
        <Line label={t('client.phone')}>
          {client.phone ? (
            <Copyable value={client.phone} shown={displayPhone(client.phone)} />
          ) : (
            <Missing>{t('client.notKnown')}</Missing>
          )}
        </Line>
        <Line label={t('client.email')}>
          {client.email ? <Copyable value={client.email} /> : <Missing>{t('client.notKnown')}</Missing>}
        </Line>
        <Line label={t('client.consent')}>
          {client.consent ? (
            t('client.consentGiven', {
              version: client.consent.version,
              at: moment(client.consent.acceptedAt, locale, t, now),
            })
          ) : (
            <Missing>{t('client.noConsent')}</Missing>
          )}
        </Line>
      </Group>
      <Group title={t('client.manager')}>
        <Line label={t('client.responsible')}>
          <ResponsibleSelect dialogue={dialogue} />
        </Line>
      </Group>
      <CrmGroup dialogue={dialogue} />
      <Group title={t('client.source')}>
        <Line label={t('client.channel')}>{dialogue.channel.name}</Line>
        {client.page ? (
          <Line label={t('client.page')}>
            <OutLink href={client.page}>{client.page.replace(/^https?:\/\//, '')}</OutLink>
          </Line>
        ) : null}
        {client.referrer ? <Line label={t('client.referrer')}>{client.referrer}</Line> : null}
        {Object.entries(client.utm).map(([key, value]) => (
          <Line key={key} label={key}>
            {value}
          </Line>
        ))}
      </Group>
      <Group title={t('client.engine')}>
        <Line label={t('client.number')}>{dialogue.number}</Line>
        <Line label={t('client.episode')}>{dialogue.episode}</Line>
        <Line label={t('client.version')}>
          <code title={dialogue.bundle.hash}>{dialogue.bundle.hash.slice(0, 8)}</code>
        </Line>
        {dialogue.workflowUrl ? (
          <Line label="Temporal">
            <OutLink href={dialogue.workflowUrl}>{t('client.temporal')}</OutLink>
          </Line>
        ) : null}
      </Group>
    </aside>
  );
}
