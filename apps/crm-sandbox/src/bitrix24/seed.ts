import type { Portal } from './portal.ts';
import type { StatusRow } from './model.ts';

type Row = readonly [statusId: string, name: string, color: string, semantics?: 'S' | 'F'];

const directories: readonly { entityId: string; categoryId: number | null; rows: readonly Row[] }[] = [
  {
    entityId: 'STATUS',
    categoryId: null,
    rows: [
      ['NEW', 'Новый лид', '#2FC6F6'],
      ['UC_CONTACT', 'Контакт установлен', '#55D0E0'],
      ['IN_PROCESS', 'В процессе', '#47E4C2'],
      ['UC_CONTRACT', 'Договор направлен', '#FFA900'],
      ['CONVERTED', 'Качественный лид', '#7BD500', 'S'],
      ['JUNK', 'Некачественный лид', '#FF5752', 'F'],
    ],
  },
  { entityId: 'DEAL_STAGE', categoryId: 0, rows: dealStages('') },
  { entityId: 'DEAL_STAGE_5', categoryId: 5, rows: dealStages('C5:') },
  {
    entityId: 'SOURCE',
    categoryId: null,
    rows: [
      ['CALL', 'Звонок', ''],
      ['EMAIL', 'Электронная почта', ''],
      ['WEB', 'Веб-сайт', ''],
      ['ADVERTISING', 'Реклама', ''],
      ['PARTNER', 'Существующий клиент', ''],
      ['RECOMMENDATION', 'По рекомендации', ''],
      ['TRADE_SHOW', 'Выставка', ''],
      ['WEBFORM', 'CRM-форма', ''],
      ['CALLBACK', 'Обратный звонок', ''],
      ['RC_GENERATOR', 'Генератор продаж', ''],
      ['STORE', 'Интернет-магазин', ''],
      ['OTHER', 'Другое', ''],
    ],
  },
  {
    entityId: 'CONTACT_TYPE',
    categoryId: null,
    rows: [
      ['CLIENT', 'Клиенты', ''],
      ['SUPPLIER', 'Поставщики', ''],
      ['PARTNER', 'Партнёры', ''],
      ['OTHER', 'Другое', ''],
    ],
  },
  {
    entityId: 'DEAL_TYPE',
    categoryId: null,
    rows: [
      ['SALE', 'Продажа', ''],
      ['COMPLEX', 'Комплексная продажа', ''],
      ['SERVICES', 'Услуга', ''],
    ],
  },
];

function dealStages(prefix: string): Row[] {
  return [
    [`${prefix}NEW`, 'Новая', '#39A8EF'],
    [`${prefix}PREPARATION`, 'Подготовка документов', '#2FC6F6'],
    [`${prefix}PREPAYMENT_INVOICE`, 'Счёт на предоплату', '#55D0E0'],
    [`${prefix}EXECUTING`, 'В работе', '#47E4C2'],
    [`${prefix}FINAL_INVOICE`, 'Финальный счёт', '#FFA900'],
    [`${prefix}WON`, 'Сделка успешна', '#7BD500', 'S'],
    [`${prefix}LOSE`, 'Сделка провалена', '#FF5752', 'F'],
  ];
}

const users = [
  { id: 1, name: 'Администратор', lastName: 'Портала', email: 'admin@portal.example', position: 'Администратор' },
  { id: 5, name: 'Ольга', lastName: 'Менеджер', email: 'olga@portal.example', position: 'Менеджер по продажам' },
  { id: 7, name: 'Павел', lastName: 'Продажи', email: 'pavel@portal.example', position: 'Менеджер по продажам' },
  { id: 9, name: 'Ирина', lastName: 'Поддержка', email: 'irina@portal.example', position: 'Поддержка клиентов' },
  { id: 11, name: 'Фёдор', lastName: 'Бывший', email: 'fedor@portal.example', position: 'Уволен', active: false },
];

/**
 * Fills an empty portal: five users (11 is dismissed), the lead statuses, two deal funnels (0 and 5) and the
 * directories cards refer to. Does nothing when there are users already.
 */
export function seedPortal(portal: Portal): void {
  if (portal.users.size > 0) return;
  portal.store.transaction(() => {
    for (const user of users) portal.users.put({ active: true, ...user, admin: user.id === 1 });
    portal.categories.insert((id) => ({ id, number: 0, name: 'Общая', sort: 100 }));
    portal.categories.insert((id) => ({ id, number: 5, name: 'Повторные продажи', sort: 200 }));
    for (const { entityId, categoryId, rows } of directories) {
      rows.forEach(([statusId, name, color, semantics], index) => {
        portal.statuses.insert((id): StatusRow => ({
          id,
          entityId,
          statusId,
          name,
          color,
          categoryId,
          sort: (index + 1) * 10,
          system: !statusId.startsWith('UC_'),
          semantics: semantics ?? null,
        }));
      });
    }
  });
}
