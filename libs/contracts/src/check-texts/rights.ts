import type { CheckSubject } from '../connection-check.schema.ts';
import type { CheckText } from './check-text.ts';

/** What of the CRM is in reach of the access. */
export const rightsTexts = {
  read: {
    granted: {
      state: 'ok',
      why: { ru: 'Карточки и контакты читаются.', en: 'Cards and contacts can be read.' },
      todo: null,
    },
    missing: {
      state: 'missing',
      why: { ru: 'CRM не даёт читать: {what}.', en: 'The CRM does not let us read: {what}.' },
      todo: {
        ru: 'Дайте пользователю доступа право на чтение в настройках прав CRM.',
        en: 'Give the user of this access the right to read in the CRM’s settings of rights.',
      },
    },
  },
  write: {
    granted: {
      state: 'ok',
      why: { ru: 'Карточки и контакты можно создавать и менять.', en: 'Cards and contacts can be made and changed.' },
      todo: null,
    },
    proved: {
      state: 'ok',
      why: { ru: 'Последняя запись в CRM удалась: {at}.', en: 'The last write to the CRM succeeded: {at}.' },
      todo: null,
    },
    untold: {
      state: 'unknown',
      why: {
        ru: 'Право на запись видно только по первой записи: проверка ничего не создаёт.',
        en: 'Only the first write proves the right to write: the check makes nothing.',
      },
      todo: {
        ru: 'Напишите в чат тестовым клиентом и проверьте ещё раз.',
        en: 'Write into the chat as a test client and check again.',
      },
    },
    missing: {
      state: 'missing',
      why: {
        ru: 'Пользователю доступа запрещено создавать или менять: {what}.',
        en: 'The user of this access may not make or change: {what}.',
      },
      todo: {
        ru: 'Дайте ему это право в настройках прав CRM.',
        en: 'Give that right in the CRM’s settings of rights.',
      },
    },
  },
  leads: {
    on: { state: 'ok', why: { ru: 'Лиды включены.', en: 'There are leads.' }, todo: null },
    off: {
      state: 'warning',
      why: { ru: 'В этой CRM лидов нет, только сделки.', en: 'This CRM has no leads, only deals.' },
      todo: {
        ru: 'Вместо лидов создаются сделки. На странице воронки свяжите её этапы с этапами сделок.',
        en: 'Deals are made instead of leads. Bind the stages to those of deals on the funnel’s page.',
      },
    },
  },
  funnels: {
    readable: {
      state: 'ok',
      why: { ru: 'Этапы читаются: {count}.', en: 'Stages can be read: {count}.' },
      todo: null,
    },
    none: {
      state: 'missing',
      why: { ru: 'CRM не назвала ни одного этапа.', en: 'The CRM named no stage.' },
      todo: {
        ru: 'Проверьте, что в CRM есть воронка и она не в архиве.',
        en: 'Check that the CRM has a funnel that is not archived.',
      },
    },
    unset: {
      state: 'missing',
      why: {
        ru: 'Этапы не заданы, и система их не отдаёт: двигать лиды некуда.',
        en: 'No stages are set up and the system tells none: leads have nowhere to move.',
      },
      todo: {
        ru: 'Задайте этапы ниже на этой странице или отвечайте на команду stages.list.',
        en: 'Set the stages up on this page below, or answer the command stages.list.',
      },
    },
  },
  people: {
    readable: {
      state: 'ok',
      why: { ru: 'Сотрудники CRM читаются: {count}.', en: 'Users of the CRM can be read: {count}.' },
      todo: null,
    },
    refused: {
      state: 'missing',
      why: {
        ru: 'CRM не отдаёт список сотрудников: ответственного не назначить.',
        en: 'The CRM does not list its users: no responsible can be set.',
      },
      todo: {
        ru: 'Нужно право «Пользователи» у вебхука или доступ администратора.',
        en: 'The webhook needs the right "Users", or the access has to be an administrator’s.',
      },
    },
    untold: {
      state: 'unknown',
      why: {
        ru: 'Система не отвечает на users.list: сотрудников вписывают вручную.',
        en: 'The system does not answer users.list: users are entered by hand.',
      },
      todo: null,
    },
    unused: {
      state: 'notApplicable',
      why: {
        ru: 'На этом тарифе ответственного ставит сама CRM.',
        en: 'On this plan the CRM chooses the responsible itself.',
      },
      todo: null,
    },
  },
} as const satisfies Partial<Record<CheckSubject, Record<string, CheckText>>>;
