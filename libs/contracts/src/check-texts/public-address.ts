import type { CheckSubject } from '../connection-check.schema.ts';
import type { CheckText } from './check-text.ts';

/** Whether the CRM can reach us. */
export const publicAddressTexts = {
  publicUrl: {
    reached: {
      state: 'ok',
      why: { ru: 'Наш адрес {address} отвечает.', en: 'Our address {address} answers.' },
      todo: null,
    },
    unset: {
      state: 'missing',
      why: {
        ru: 'PUBLIC_URL не задан: вебхуки CRM до нас не дойдут. Изменения находит опрос CRM.',
        en: 'PUBLIC_URL is not set: webhooks of the CRM cannot arrive. Changes are found by asking the CRM.',
      },
      todo: {
        ru: 'Задайте PUBLIC_URL — адрес https, по которому нас видно из интернета.',
        en: 'Set PUBLIC_URL to the https address by which we are reached from the internet.',
      },
    },
    unsetNearby: {
      state: 'warning',
      why: {
        ru: 'PUBLIC_URL не задан: изменения дойдут, только если ваша система стоит рядом с нами.',
        en: 'PUBLIC_URL is not set: changes arrive only if your system stands beside us.',
      },
      todo: {
        ru: 'Если она снаружи, задайте PUBLIC_URL — адрес https, по которому нас видно.',
        en: 'If it is outside, set PUBLIC_URL to the https address by which we are reached.',
      },
    },
    plain: {
      state: 'missing',
      why: {
        ru: '{address} — не https: CRM не отправляет туда вебхуки.',
        en: '{address} is not https: the CRM sends no webhooks there.',
      },
      todo: {
        ru: 'Поставьте перед нами прокси с сертификатом и задайте PUBLIC_URL с https.',
        en: 'Put a proxy with a certificate before us and set PUBLIC_URL with https.',
      },
    },
    inside: {
      state: 'missing',
      why: {
        ru: '{address} ведёт во внутреннюю сеть: из интернета его не видно.',
        en: '{address} leads into an internal network: the internet does not see it.',
      },
      todo: { ru: 'Задайте PUBLIC_URL, который видно из интернета.', en: 'Set a PUBLIC_URL that the internet sees.' },
    },
    silent: {
      state: 'unknown',
      why: {
        ru: '{address} не ответил нам самим. Снаружи он может быть виден, если сеть не пускает запросы к себе.',
        en: '{address} did not answer us. It may be seen from outside where the network lets no request back in.',
      },
      todo: {
        ru: 'Откройте {address}/health/live с телефона без домашней сети: должно быть {"status":"ok"}.',
        en: 'Open {address}/health/live from a phone outside the network: it has to say {"status":"ok"}.',
      },
    },
    foreign: {
      state: 'missing',
      why: { ru: 'По адресу {address} отвечаем не мы.', en: 'It is not us who answer at {address}.' },
      todo: { ru: 'Проверьте PUBLIC_URL и настройку прокси.', en: 'Check PUBLIC_URL and the settings of the proxy.' },
    },
    unused: {
      state: 'notApplicable',
      why: { ru: 'Эта CRM только принимает записи.', en: 'This CRM is only written to.' },
      todo: null,
    },
  },
  hookAddress: {
    subscribed: {
      state: 'ok',
      why: {
        ru: 'Вебхук подписан в CRM точно на наш адрес и включён.',
        en: 'The webhook is subscribed in the CRM to exactly our address, and is on.',
      },
      todo: null,
    },
    off: {
      state: 'missing',
      why: {
        ru: 'CRM отключила наш вебхук или подписала его не на все события.',
        en: 'The CRM switched our webhook off, or sends it only some of the events.',
      },
      todo: {
        ru: 'Нажмите «Сверить сейчас»: вебхук подпишется заново.',
        en: 'Press "Reconcile now": the webhook is subscribed again.',
      },
    },
    elsewhere: {
      state: 'missing',
      why: {
        ru: 'Вебхук подписан на прежний адрес: {address}.',
        en: 'The webhook is subscribed to a former address: {address}.',
      },
      todo: {
        ru: 'Нажмите «Сверить сейчас»: вебхук переедет на новый адрес.',
        en: 'Press "Reconcile now": the webhook moves to the new address.',
      },
    },
    notSubscribed: {
      state: 'missing',
      why: { ru: 'В CRM нет вебхука на наш адрес.', en: 'The CRM has no webhook to our address.' },
      todo: {
        ru: 'Нажмите «Сверить сейчас»: вебхук подпишется сам.',
        en: 'Press "Reconcile now": it is subscribed by itself.',
      },
    },
    forbidden: {
      state: 'missing',
      why: {
        ru: 'CRM не показывает вебхуки: нужны права администратора и тариф с вебхуками.',
        en: 'The CRM does not show its webhooks: it takes an administrator’s rights and a plan with webhooks.',
      },
      todo: {
        ru: 'Выдайте доступ от администратора. Пока изменения находит опрос.',
        en: 'Give access as an administrator. Until then the CRM is asked.',
      },
    },
    given: {
      state: 'ok',
      why: {
        ru: 'Адрес создан, токен вписан. Куда CRM отправляет вебхуки на самом деле, покажет первый пришедший.',
        en: 'The address is made and the token is entered. Where the CRM really sends them shows the first one that arrives.',
      },
      todo: null,
    },
    notGiven: {
      state: 'missing',
      why: {
        ru: 'Исходящий вебхук не настроен: нет адреса или токена CRM.',
        en: 'The outgoing webhook is not set up: the address or the CRM’s token is missing.',
      },
      todo: {
        ru: 'Ниже создайте адрес, укажите его в CRM и впишите её токен. Пока изменения находит опрос.',
        en: 'Make the address below, enter it in the CRM and give us its token. Until then the CRM is asked.',
      },
    },
    noAddress: {
      state: 'missing',
      why: {
        ru: 'Адрес для изменений не создан: из вашей системы ничего не вернётся.',
        en: 'The address for changes is not made: nothing comes back from your system.',
      },
      todo: {
        ru: 'Создайте адрес ниже на этой странице и впишите его в свою систему.',
        en: 'Make the address on this page below and enter it in your system.',
      },
    },
    made: {
      state: 'ok',
      why: { ru: 'Адрес для изменений создан.', en: 'The address for changes is made.' },
      todo: null,
    },
    pointless: {
      state: 'unknown',
      why: { ru: 'Без PUBLIC_URL вебхук не подписывается.', en: 'Without PUBLIC_URL no webhook is subscribed.' },
      todo: null,
    },
    unused: {
      state: 'notApplicable',
      why: { ru: 'Вебхуков от этой CRM мы не ждём.', en: 'We wait for no webhooks of this CRM.' },
      todo: null,
    },
  },
} as const satisfies Partial<Record<CheckSubject, Record<string, CheckText>>>;
