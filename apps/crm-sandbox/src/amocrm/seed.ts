import { lostStatusId, wonStatusId } from './account.ts';
import type { Account } from './account.ts';
import type { FieldChoice, PipelineStatus } from './model.ts';

const users = [
  { id: 9_000_001, name: 'Администратор', email: 'admin@demo.example', isAdmin: true },
  { id: 9_000_005, name: 'Ольга Менеджер', email: 'olga@demo.example', isAdmin: false },
  { id: 9_000_007, name: 'Павел Продажи', email: 'pavel@demo.example', isAdmin: false },
  { id: 9_000_009, name: 'Ирина Поддержка', email: 'irina@demo.example', isAdmin: false },
  { id: 9_000_011, name: 'Фёдор Бывший', email: 'fedor@demo.example', isAdmin: false, isDeleted: true },
] as const;

/** The account's administrator, on whose behalf the long-lived token and the installation's tokens act. */
export const adminUserId: number = users[0].id;

const pipelines = [
  {
    id: 7_000_001,
    name: 'Воронка',
    isMain: true,
    statuses: [
      ['Первичный контакт', '#99ccff'],
      ['Переговоры', '#ffff99'],
      ['Принимают решение', '#ffcc66'],
      ['Согласование договора', '#ffcccc'],
    ],
  },
  {
    id: 7_000_002,
    name: 'Повторные продажи',
    isMain: false,
    statuses: [
      ['Новая заявка', '#99ccff'],
      ['Предложение отправлено', '#ffff99'],
    ],
  },
] as const;

const firstIds = {
  leads: 10_000_000,
  contacts: 20_000_000,
  companies: 30_000_000,
  notes: 40_000_000,
  tasks: 50_000_000,
};

const phoneKinds = ['WORK', 'WORKDD', 'MOB', 'FAX', 'HOME', 'OTHER'];
const emailKinds = ['WORK', 'PRIV', 'OTHER'];
const trackingCodes = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'referrer'];

/**
 * Fills an empty account: four people and a deleted one, two pipelines with «Неразобранное», 142 and 143 in each, the
 * fields every account has, reasons of loss. Does nothing when there are users already.
 */
export function seedAccount(account: Account): void {
  if (account.users.size > 0) return;
  account.store.transaction(() => {
    account.counters.startAfter(60_000_000);
    account.customFields.startAfter(800_000);
    account.tags.startAfter(600_000);
    account.lossReasons.startAfter(4_000_000);
    for (const [name, last] of Object.entries(firstIds)) account[name as keyof typeof firstIds].startAfter(last);
    for (const user of users)
      account.users.put({
        isDeleted: false,
        ...user,
        isActive: true,
        uuid: `00000000-0000-4000-8000-${String(user.id).padStart(12, '0')}`,
      });
    seedPipelines(account);
    seedFields(account);
    for (const [index, name] of ['Дорого', 'Выбрали других', 'Пропала потребность'].entries())
      account.lossReasons.insert((id) => ({ id, name, sort: (index + 1) * 10 }));
  });
}

/** The two statuses that no pipeline lacks and nobody can remove. */
export const closedStatuses: readonly PipelineStatus[] = [
  { id: wonStatusId, name: 'Успешно реализовано', sort: 10_000, color: '#CCFF66', type: 0, isEditable: false },
  { id: lostStatusId, name: 'Закрыто и не реализовано', sort: 11_000, color: '#D5D8DB', type: 0, isEditable: false },
];

/** «Неразобранное», where requests wait until a person accepts them. */
export function unsortedStatus(id: number): PipelineStatus {
  return { id, name: 'Неразобранное', sort: 10, color: '#c1c1c1', type: 1, isEditable: false };
}

function seedPipelines(account: Account): void {
  pipelines.forEach(({ id, name, isMain, statuses }, index) => {
    const open = statuses.map(([statusName, color], position): PipelineStatus => ({
      id: account.counters.nextId(),
      name: statusName,
      color,
      sort: (position + 2) * 10,
      type: 0,
      isEditable: true,
    }));
    account.pipelines.put({
      id,
      name,
      isMain,
      sort: index + 1,
      isUnsortedOn: true,
      isArchive: false,
      duplicateControl: false,
      statuses: [unsortedStatus(account.counters.nextId()), ...open, ...closedStatuses],
    });
  });
}

function seedFields(account: Account): void {
  const choices = (codes: readonly string[]): FieldChoice[] =>
    codes.map((code, index) => ({ id: account.counters.nextId(), value: code, code, sort: index + 2 }));
  const add = (
    entity: 'contacts' | 'companies',
    name: string,
    code: string,
    type: string,
    enums: FieldChoice[],
  ): void => {
    account.customFields.insert((id) => ({
      id,
      entity,
      name,
      code,
      type,
      enums,
      sort: account.customFields.size + 1,
      isApiOnly: false,
      isPredefined: true,
    }));
  };
  add('contacts', 'Должность', 'POSITION', 'text', []);
  for (const entity of ['contacts', 'companies'] as const) {
    add(entity, 'Телефон', 'PHONE', 'multitext', choices(phoneKinds));
    add(entity, 'Email', 'EMAIL', 'multitext', choices(emailKinds));
  }
  for (const code of trackingCodes)
    account.customFields.insert((id) => ({
      id,
      entity: 'leads',
      name: code,
      code: code.toUpperCase(),
      type: 'tracking_data',
      enums: [],
      sort: account.customFields.size + 1,
      isApiOnly: false,
      isPredefined: true,
    }));
}
