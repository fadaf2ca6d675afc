import { errorTexts } from '@voronka/contracts';
import type { CrmWatchSetup, ErrorCode } from '@voronka/contracts';
import type { IntegrationKind, LocalizedText } from '@voronka/domain';

type Hook = CrmWatchSetup['hook'];

/** How each CRM learns where to send its webhooks, unless an application tells it; one that is not here sends none. */
const ways: Partial<Record<IntegrationKind, Hook['setUp']>> = {
  bitrix24: 'byHand',
  amocrmFull: 'byItself',
  webhook: 'signed',
};

/** How a CRM of this kind learns where to send its webhooks. @param isApplication an application of ours is installed there */
export function hookWayOf(kind: IntegrationKind, isApplication: boolean): Hook['setUp'] {
  if (kind === 'bitrix24' && isApplication) return 'byItself';
  return ways[kind] ?? 'never';
}

const notSubscribedYet: LocalizedText = {
  ru: 'Вебхук ещё не подписан: это делает ближайшая сверка, её можно запустить сейчас. Пока изменения находит опрос.',
  en: 'The webhook is not subscribed yet: the next reconciliation does it, and you can start one now. Until then the CRM is asked.',
};

const noAddressYet: LocalizedText = {
  ru: 'Адрес для изменений ещё не создан: пока его нет, изменения в вашей системе находит только сверка.',
  en: 'There is no address for changes yet: until there is one, changes made in your system are found by reconciliation only.',
};

const texts: Readonly<Record<Hook['state'], LocalizedText>> = {
  none: {
    ru: 'Эта CRM только принимает записи: изменения, сделанные в ней, в диалоги не возвращаются.',
    en: 'This CRM is only written to: changes made in it do not come back to the dialogues.',
  },
  unreachable: {
    ru: 'PUBLIC_URL не задан: вебхуки CRM до нас не дойдут. Изменения находит опрос CRM.',
    en: 'PUBLIC_URL is not set: webhooks of the CRM cannot arrive. Changes are found by asking the CRM.',
  },
  notSet: {
    ru: 'Вебхук не настроен. Создайте адрес, укажите его в CRM и впишите её токен; пока изменения находит опрос.',
    en: 'The webhook is not set up. Make an address, enter it in the CRM and give us its token; until then the CRM is asked.',
  },
  refused: {
    ru: 'CRM не подписала вебхук: нужны права администратора и тариф с вебхуками. Мы попробуем снова при каждой сверке; пока изменения находит опрос.',
    en: 'The CRM did not subscribe the webhook: it takes an administrator’s rights and a plan with webhooks. We try again with every reconciliation; until then the CRM is asked.',
  },
  waiting: {
    ru: 'Вебхук настроен, но ещё ни разу не пришёл. Измените любую карточку в CRM, чтобы проверить.',
    en: 'The webhook is set up, and none has come yet. Change any card in the CRM to try it.',
  },
  silent: {
    ru: 'Опрос нашёл изменения, о которых вебхуки не сообщили. Проверьте вебхук в CRM.',
    en: 'Asking the CRM found changes that no webhook told of. Check the webhook in the CRM.',
  },
  working: { ru: 'Вебхуки приходят.', en: 'Webhooks arrive.' },
};

const notReadable: LocalizedText = {
  ru: 'Система не отвечает на команду lead.read: сверять не с чем. О каждом изменении она должна сообщать сама.',
  en: 'The system does not answer the command lead.read: there is nothing to compare. It has to tell every change by itself.',
};

/** Why a reconciliation failed, for a person. */
export function runTextOf(code: ErrorCode, setUp: Hook['setUp']): LocalizedText {
  return code === 'Crm.NotSupported' && setUp === 'signed' ? notReadable : errorTexts[code];
}

/** What a person reads of the state of an integration's webhooks. */
export function hookTextOf(state: Hook['state'], setUp: Hook['setUp']): LocalizedText {
  if (state !== 'notSet') return texts[state];
  if (setUp === 'byItself') return notSubscribedYet;
  return setUp === 'signed' ? noAddressYet : texts.notSet;
}
