import type { TFunction } from 'i18next';
import type { Locale } from '../i18n/i18n.ts';
import { ApiFailure } from './api-failure.ts';
import { requestTimeoutMs } from './http.ts';

/** What to tell a person about a failure. */
export interface FailureText {
  message: string;
  /** Shown small, so that a report can be matched with the logs. */
  reference: string | null;
}

/**
 * Words for any failure: the API's own message in the reader's language, else what is known about the way to it.
 *
 * @param error anything that was thrown
 */
export function failureText(error: unknown, locale: Locale, t: TFunction): FailureText {
  if (!(error instanceof ApiFailure)) return { message: t('error.unreadable', { status: '–' }), reference: null };
  if (error.answer) {
    const fields = (error.answer.fields ?? []).map((field) => field.message[locale]);
    const message = [error.answer.message[locale], ...fields].join(' ');
    return { message, reference: t('error.reference', { id: error.answer.correlationId }) };
  }
  switch (error.kind) {
    case 'unreachable':
      return { message: t('error.unreachable'), reference: null };
    case 'timedOut':
      return { message: t('error.timedOut', { seconds: requestTimeoutMs / 1000 }), reference: null };
    case 'unreadable':
    case 'answered':
      return { message: t('error.unreadable', { status: error.status }), reference: null };
  }
}
