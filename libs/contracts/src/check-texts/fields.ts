import type { CheckSubject } from '../connection-check.schema.ts';
import type { CheckText } from './check-text.ts';

const again = { ru: 'Исправьте и проверьте ещё раз.', en: 'Mend it and check again.' };

/** Fields that the product needs in the CRM, and how the two systems trust each other. */
export const fieldTexts = {
  keyField: {
    there: {
      state: 'ok',
      why: {
        ru: 'Поле для ключа записи есть: повтор не создаст вторую карточку.',
        en: 'The field for the key is there: a repeat makes no second card.',
      },
      todo: null,
    },
    made: {
      state: 'ok',
      why: {
        ru: 'Поле для ключа записи появится при первой записи, права на это есть.',
        en: 'The field for the key is made by the first write; the rights for it are there.',
      },
      todo: null,
    },
    missing: {
      state: 'missing',
      why: {
        ru: 'Нет поля для ключа записи ({what}), а создать его может только администратор: карточки не будут созданы.',
        en: 'The field for the key is missing ({what}), and only an administrator may make it: no cards will be made.',
      },
      todo: {
        ru: 'Выдайте доступ от администратора. Или пусть он создаст текстовое поле с кодом {code} у сделок и контактов.',
        en: 'Give access as an administrator. Or let one make a text field with the code {code} for leads and contacts.',
      },
    },
  },
  tagsField: {
    there: { state: 'ok', why: { ru: 'Поле для тегов есть.', en: 'The field for tags is there.' }, todo: null },
    made: {
      state: 'ok',
      why: {
        ru: 'Поле для тегов появится при первом теге, права на это есть.',
        en: 'The field for tags is made with the first tag; the rights for it are there.',
      },
      todo: null,
    },
    missing: {
      state: 'missing',
      why: {
        ru: 'Нет поля для тегов, а создать его может только администратор CRM: теги не запишутся.',
        en: 'There is no field for tags, and only an administrator of the CRM may make it: tags will not be written.',
      },
      todo: {
        ru: 'Создайте вебхук от администратора или поле {code} (строка, множественное) у лидов и сделок.',
        en: 'Make the webhook as an administrator, or the field {code} (string, multiple) for leads and deals.',
      },
    },
  },
  signature: {
    checked: {
      state: 'ok',
      why: {
        ru: 'Подписанная проверка принята, с неверной подписью — отклонена.',
        en: 'A signed test was accepted, one with a wrong signature was refused.',
      },
      todo: null,
    },
    ignored: {
      state: 'warning',
      why: {
        ru: 'Ваша система принимает и запрос с неверной подписью: отправить команду может кто угодно.',
        en: 'Your system also takes a request with a wrong signature: anybody could send commands.',
      },
      todo: {
        ru: 'Сверяйте подпись по рецепту docs/other-crm.md и отвечайте 401.',
        en: 'Check the signature as docs/other-crm.md says, and answer 401.',
      },
    },
    untold: {
      state: 'unknown',
      why: {
        ru: 'На запрос с неверной подписью система не ответила.',
        en: 'The system did not answer a request with a wrong signature.',
      },
      todo: again,
    },
  },
  clock: {
    right: {
      state: 'ok',
      why: { ru: 'Часы сходятся с часами CRM.', en: 'Our clock and the CRM’s agree.' },
      todo: null,
    },
    off: {
      state: 'warning',
      why: {
        ru: 'Наши часы и часы CRM расходятся на {seconds} с.',
        en: 'Our clock and the CRM’s differ by {seconds} s.',
      },
      todo: {
        ru: 'Включите на сервере синхронизацию времени (NTP).',
        en: 'Switch time synchronisation (NTP) on at the server.',
      },
    },
    wrong: {
      state: 'missing',
      why: {
        ru: 'Часы расходятся на {seconds} с, а подпись действует 5 минут: запросы будут отклонены.',
        en: 'The clocks differ by {seconds} s, and a signature is valid for 5 minutes: requests will be refused.',
      },
      todo: {
        ru: 'Включите синхронизацию времени (NTP) на обоих серверах.',
        en: 'Switch time synchronisation (NTP) on at both servers.',
      },
    },
    untold: {
      state: 'unknown',
      why: { ru: 'CRM не сообщила своё время.', en: 'The CRM did not tell its time.' },
      todo: null,
    },
  },
} as const satisfies Partial<Record<CheckSubject, Record<string, CheckText>>>;
