import { IconArrowRight, IconBellRinging } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DialogueSummary } from '@voronka/contracts';
import { useNow } from '../../components/use-now.ts';
import { ago } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';

/** Clients who wait for a person, each one click from the answer. */
export function WaitingDialogues({ dialogues }: { dialogues: readonly DialogueSummary[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  return dialogues.map(({ id, clientName, number, lastMessage, updatedAt, channel }) => (
    <article key={id} className="v-item">
      <IconBellRinging size={18} stroke={1.8} aria-hidden className="v-tone-attention" />
      <div className="v-item-body">
        <p className="v-item-title">
          {clientName ?? t('dialogues.nameless', { number })}: {t('status.needsManager').toLowerCase()}
        </p>
        <p className="v-dim v-item-line">
          {ago(lastMessage?.at ?? updatedAt, locale, t, now)} · {channel.name}
          {lastMessage ? ` · ${lastMessage.text}` : ''}
        </p>
      </div>
      <div className="v-item-actions">
        <Button
          component={Link}
          to={`/dialogues/${id}`}
          variant="default"
          size="xs"
          rightSection={<IconArrowRight size={14} aria-hidden />}
        >
          {t('diagnostics.openDialogue')}
        </Button>
      </div>
    </article>
  ));
}
