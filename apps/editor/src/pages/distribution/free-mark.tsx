import { IconBriefcaseOff, IconCircleCheck, IconClockPause, IconStack2, IconUserOff } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PersonSetup } from '@voronka/contracts';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';

const icons: Record<NonNullable<PersonSetup['excluded']>, Icon> = {
  disabled: IconUserOff,
  away: IconClockPause,
  offHours: IconBriefcaseOff,
  full: IconStack2,
};

/** Whether somebody is free now; else why not, and until when. */
export function FreeMark({ excluded, freeFrom }: { excluded: PersonSetup['excluded']; freeFrom: string | null }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const Mark = excluded === null ? IconCircleCheck : icons[excluded];
  const state = excluded === null ? t('distribution.free') : t(`distribution.excluded.${excluded}`);
  const words = freeFrom === null ? state : t('distribution.freeFrom', { state, at: moment(freeFrom, locale, t, now) });
  return (
    <span className="v-free" data-free={excluded === null || undefined}>
      <Mark size={15} stroke={1.8} aria-hidden />
      <span>{words}</span>
    </span>
  );
}
