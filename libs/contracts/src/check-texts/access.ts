import type { CheckSubject } from '../connection-check.schema.ts';
import type { CheckText } from './check-text.ts';

/** Who we are in the CRM, and what the access allows. */
export const accessTexts = {
  access: {
    in: {
      state: 'ok',
      why: {
        ru: 'CRM отвечает и пускает: {account}, {user}.',
        en: 'The CRM answers and lets us in: {account}, {user}.',
      },
      todo: null,
    },
  },
  scopes: {
    granted: {
      state: 'ok',
      why: { ru: 'Выданы нужные права: {scopes}.', en: 'The rights that are needed are granted: {scopes}.' },
      todo: null,
    },
    missing: {
      state: 'missing',
      why: { ru: 'Доступу не выданы права: {scopes}.', en: 'The access was not granted these rights: {scopes}.' },
      todo: {
        ru: 'Откройте вебхук или интеграцию в CRM, отметьте эти права, сохраните и проверьте ещё раз.',
        en: 'Open the webhook or the integration in the CRM, tick these rights, save it and check again.',
      },
    },
    untold: {
      state: 'unknown',
      why: { ru: 'Токен не говорит, какие права выданы.', en: 'The token does not tell which rights were granted.' },
      todo: {
        ru: 'Проверьте в CRM, что у интеграции есть «Доступ к данным аккаунта».',
        en: 'Check in the CRM that the integration has access to the data of the account.',
      },
    },
  },
  role: {
    admin: {
      state: 'ok',
      why: { ru: '{user} — администратор CRM.', en: '{user} is an administrator of the CRM.' },
      todo: null,
    },
    enough: {
      state: 'ok',
      why: {
        ru: 'Доступ не от администратора, и сейчас его прав хватает.',
        en: 'The access is not an administrator’s, and its rights are enough now.',
      },
      todo: null,
    },
    employee: {
      state: 'warning',
      why: {
        ru: '{user} — не администратор: видны и меняются только те карточки, на которые у него есть права.',
        en: '{user} is no administrator: only cards that this user has rights on are seen and changed.',
      },
      todo: {
        ru: 'Создайте вебхук от администратора или дайте этому сотруднику права на все лиды, сделки и контакты.',
        en: 'Make the webhook as an administrator, or give this user rights on all leads, deals and contacts.',
      },
    },
    notAdmin: {
      state: 'missing',
      why: {
        ru: 'Доступ выдан не администратором. Без этого CRM не отдаёт список сотрудников, не подписывает вебхуки и не даёт создать поле для ключа записи.',
        en: 'The access was not given by an administrator. Without one the CRM does not list its users, subscribes no webhooks and does not let us make the field for the key.',
      },
      todo: {
        ru: 'Войдите в CRM администратором, выдайте доступ заново и замените его здесь.',
        en: 'Log into the CRM as an administrator, give access anew and replace it here.',
      },
    },
  },
  token: {
    lasts: {
      state: 'ok',
      why: { ru: 'Токен действует до {until}, дней: {days}.', en: 'The token is valid until {until}, days: {days}.' },
      todo: null,
    },
    ends: {
      state: 'warning',
      why: {
        ru: 'Токен скоро кончится: {until}, осталось дней: {days}.',
        en: 'The token ends soon: {until}, days left: {days}.',
      },
      todo: {
        ru: 'Выпустите в CRM новый долгосрочный токен и замените его здесь заранее.',
        en: 'Make a new long-lived token in the CRM and replace it here in time.',
      },
    },
    ended: {
      state: 'missing',
      why: { ru: 'Срок токена кончился {until}.', en: 'The token ended on {until}.' },
      todo: {
        ru: 'Выпустите в CRM новый долгосрочный токен и замените его здесь.',
        en: 'Make a new long-lived token in the CRM and replace it here.',
      },
    },
    renewed: {
      state: 'ok',
      why: {
        ru: 'Токен продлевается сам, пока установлена интеграция.',
        en: 'The token renews itself as long as the application is installed.',
      },
      todo: null,
    },
    untold: {
      state: 'unknown',
      why: { ru: 'По токену не видно, когда он кончится.', en: 'The token does not tell when it ends.' },
      todo: {
        ru: 'Посмотрите срок в CRM, на вкладке «Ключи и доступы» интеграции.',
        en: 'Look its end up in the CRM, in "Keys and scopes" of the integration.',
      },
    },
  },
} as const satisfies Partial<Record<CheckSubject, Record<string, CheckText>>>;
