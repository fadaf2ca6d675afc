import { Button, Skeleton } from '@mantine/core';
import { IconArrowRight, IconClockExclamation, IconClockCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AttentionList } from '@voronka/contracts';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useLate } from './use-late.ts';

function LateItem({ dialogue }: { dialogue: AttentionList['dialogues'][number] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const reasons = dialogue.reasons.map((reason) => t(`attention.reason.${reason}`)).join('; ');
  const about = [
    dialogue.channel.name,
    dialogue.manager?.name,
    t('attention.lateSince', { at: moment(dialogue.since, locale, t, now) }),
    dialogue.escalationLevel > 0 ? t('byHand.escalated', { level: dialogue.escalationLevel }) : null,
  ];
  return (
    <article className="v-item">
      <IconClockExclamation size={18} stroke={1.8} aria-hidden className="v-tone-attention" />
      <div className="v-item-body">
        <p className="v-item-title">
          {dialogue.clientName ?? t('dialogues.nameless', { number: dialogue.number })}: {reasons}
        </p>
        <p className="v-dim">{about.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="v-item-actions">
        <Button
          component={Link}
          to={`/dialogues/${dialogue.dialogueId}`}
          variant="default"
          size="xs"
          rightSection={<IconArrowRight size={14} aria-hidden />}
        >
          {t('diagnostics.openDialogue')}
        </Button>
      </div>
    </article>
  );
}

/** Dialogues in which something did not happen in time. */
export function LateList() {
  const { t } = useTranslation();
  const query = useLate();
  if (query.isPending) return <Skeleton height={150} radius="md" />;
  if (!query.data) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;
  const { dialogues, total } = query.data;
  if (dialogues.length === 0) {
    return <EmptyPlace icon={IconClockCheck} title={t('attention.lateEmpty')} hint={t('attention.lateEmptyHint')} />;
  }
  return (
    <>
      <div className="v-items">
        {dialogues.map((dialogue) => (
          <LateItem key={dialogue.dialogueId} dialogue={dialogue} />
        ))}
      </div>
      {total > dialogues.length ? <p className="v-dim">{t('attention.lateTotal', { count: total })}</p> : null}
    </>
  );
}
