import type { CheckSubject } from '../connection-check.schema.ts';
import type { CheckText } from './check-text.ts';

/** What comes back from the CRM. */
export const wayBackTexts = {
  hookArrival: {
    came: {
      state: 'ok',
      why: { ru: 'Последний вебхук пришёл {at}.', en: 'The last webhook came at {at}.' },
      todo: null,
    },
    silent: {
      state: 'warning',
      why: {
        ru: 'Опрос нашёл изменения, о которых вебхуки не сообщили. Последний вебхук: {at}.',
        en: 'Asking the CRM found changes that no webhook told of. The last webhook: {at}.',
      },
      todo: { ru: 'Проверьте вебхук в CRM.', en: 'Check the webhook in the CRM.' },
    },
    never: {
      state: 'unknown',
      why: {
        ru: 'Ещё ни один вебхук не пришёл. Сами мы карточки клиентов ради проверки не меняем.',
        en: 'No webhook has come yet. We change no client’s card for the sake of a check.',
      },
      todo: {
        ru: 'Измените любую карточку в CRM и проверьте ещё раз.',
        en: 'Change any card in the CRM and check again.',
      },
    },
    unused: {
      state: 'notApplicable',
      why: { ru: 'Изменения из этой CRM не возвращаются.', en: 'Changes of this CRM do not come back.' },
      todo: null,
    },
  },
  polling: {
    runs: {
      state: 'ok',
      why: {
        ru: 'Опрос CRM каждые {minutes} мин, последний — {at}.',
        en: 'The CRM is asked every {minutes} min, last at {at}.',
      },
      todo: null,
    },
    never: {
      state: 'unknown',
      why: { ru: 'Опрос CRM ещё не выполнялся.', en: 'The CRM was not asked yet.' },
      todo: { ru: 'Нажмите «Сверить сейчас».', en: 'Press "Reconcile now".' },
    },
    failed: {
      state: 'warning',
      why: { ru: 'Последний опрос CRM не удался: {at}.', en: 'The last time the CRM was asked it failed: {at}.' },
      todo: { ru: 'Причина — в разделе «Изменения из CRM» ниже.', en: 'Why: see the changes from the CRM below.' },
    },
    impossible: {
      state: 'notApplicable',
      why: {
        ru: 'Система не отвечает на команду lead.read, поэтому опроса нет: потерянное изменение найдётся только со следующим.',
        en: 'The system does not answer the command lead.read, so it is not asked: a change that got lost is found with the next one only.',
      },
      todo: {
        ru: 'Ответьте на lead.read или повторяйте доставку изменений, пока не получите 2xx.',
        en: 'Answer lead.read, or repeat deliveries of changes until the answer is 2xx.',
      },
    },
    unused: {
      state: 'notApplicable',
      why: { ru: 'Изменения из этой CRM не возвращаются.', en: 'Changes of this CRM do not come back.' },
      todo: null,
    },
  },
} as const satisfies Partial<Record<CheckSubject, Record<string, CheckText>>>;
