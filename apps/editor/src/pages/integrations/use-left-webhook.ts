import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { ReleasedWebhook } from '@voronka/contracts';
import { useLocale } from '../../i18n/use-locale.ts';

/** Tells a person of our webhook that stayed in a CRM, where it did; the note stays until it is closed. */
export function useLeftWebhook(): (released: ReleasedWebhook | null, text: 'hookLeft' | 'hookLeftBehind') => void {
  const { t } = useTranslation();
  const locale = useLocale();
  return (released, text) => {
    if (released?.webhook !== 'left') return;
    const why = released.message?.[locale] ?? '';
    notifications.show({ color: 'yellow', autoClose: false, message: t(`integrations.${text}`, { why }) });
  };
}
