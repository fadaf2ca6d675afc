import { useCallback } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { isLoginGone } from '../api/api-failure.ts';
import { failureText } from '../api/failure-text.ts';
import { useLocale } from '../i18n/use-locale.ts';

/**
 * Tells a person about a failed action in a toast. A lost login is not told here: the login page says it.
 *
 * @returns `(error, title?)`; the title says what did not happen
 */
export function useFailureToast(): (error: unknown, title?: string) => void {
  const { t } = useTranslation();
  const locale = useLocale();
  return useCallback(
    (error: unknown, title?: string) => {
      if (isLoginGone(error)) return;
      const { message, reference } = failureText(error, locale, t);
      notifications.show({
        color: 'red',
        autoClose: 10_000,
        title: title ?? t('error.title'),
        message: (
          <>
            {message}
            {reference ? <div className="v-reference">{reference}</div> : null}
          </>
        ),
      });
    },
    [locale, t],
  );
}
