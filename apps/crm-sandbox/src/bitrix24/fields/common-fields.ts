import { field } from './field-spec.ts';
import type { FieldSpec } from './field-spec.ts';

/** Kinds of several-valued contact details, in the order a card lists them. */
export const multifieldTypes = ['PHONE', 'EMAIL', 'WEB', 'IM'] as const;
export type MultifieldType = (typeof multifieldTypes)[number];

export function isMultifieldName(name: string): name is MultifieldType {
  return (multifieldTypes as readonly string[]).includes(name);
}

export const personFields: readonly FieldSpec[] = [
  field('HONORIFIC', 'crm_status', 'Обращение', { statusType: 'HONORIFIC' }),
  field('NAME', 'string', 'Имя'),
  field('SECOND_NAME', 'string', 'Отчество'),
  field('LAST_NAME', 'string', 'Фамилия'),
  field('BIRTHDATE', 'date', 'Дата рождения', { initial: '' }),
  field('POST', 'string', 'Должность'),
];

export const addressFields: readonly FieldSpec[] = [
  field('ADDRESS', 'string', 'Адрес'),
  field('ADDRESS_2', 'string', 'Адрес (стр. 2)'),
  field('ADDRESS_CITY', 'string', 'Город'),
  field('ADDRESS_POSTAL_CODE', 'string', 'Почтовый индекс'),
  field('ADDRESS_REGION', 'string', 'Район'),
  field('ADDRESS_PROVINCE', 'string', 'Область'),
  field('ADDRESS_COUNTRY', 'string', 'Страна'),
];

export const sourceFields: readonly FieldSpec[] = [
  field('SOURCE_ID', 'crm_status', 'Источник', { statusType: 'SOURCE' }),
  field('SOURCE_DESCRIPTION', 'string', 'Дополнительно об источнике'),
  field('ORIGINATOR_ID', 'string', 'Внешний источник'),
  field('ORIGIN_ID', 'string', 'Идентификатор элемента во внешнем источнике'),
  field('UTM_SOURCE', 'string', 'Рекламная система'),
  field('UTM_MEDIUM', 'string', 'Тип трафика'),
  field('UTM_CAMPAIGN', 'string', 'Обозначение рекламной кампании'),
  field('UTM_CONTENT', 'string', 'Содержание кампании'),
  field('UTM_TERM', 'string', 'Условие поиска кампании'),
];

export const moneyFields: readonly FieldSpec[] = [
  field('CURRENCY_ID', 'crm_currency', 'Валюта', { initial: 'RUB' }),
  field('OPPORTUNITY', 'double', 'Сумма', { initial: '0.00' }),
  field('IS_MANUAL_OPPORTUNITY', 'char', 'Сумма указана вручную', { initial: 'N' }),
];

/** Who and when; all but the responsible are kept by the portal. */
export const trackingFields: readonly FieldSpec[] = [
  field('OPENED', 'char', 'Доступен для всех', { initial: 'Y' }),
  field('COMMENTS', 'string', 'Комментарий'),
  field('ASSIGNED_BY_ID', 'user', 'Ответственный'),
  field('CREATED_BY_ID', 'user', 'Кем создан', { readOnly: true, itemName: 'createdBy' }),
  field('MODIFY_BY_ID', 'user', 'Кем изменён', { readOnly: true, itemName: 'updatedBy' }),
  field('DATE_CREATE', 'datetime', 'Дата создания', { readOnly: true, itemName: 'createdTime' }),
  field('DATE_MODIFY', 'datetime', 'Дата изменения', { readOnly: true, itemName: 'updatedTime' }),
  field('LAST_ACTIVITY_BY', 'user', 'Кто проявил активность', { readOnly: true }),
  field('LAST_ACTIVITY_TIME', 'datetime', 'Последняя активность', { readOnly: true }),
];

export const stageMoveFields: readonly FieldSpec[] = [
  field('MOVED_BY_ID', 'user', 'Кем перемещён', { readOnly: true, itemName: 'movedBy' }),
  field('MOVED_TIME', 'datetime', 'Дата перемещения', { readOnly: true }),
];

export const communicationFlags: readonly FieldSpec[] = [
  field('HAS_PHONE', 'char', 'Задан телефон', { readOnly: true, initial: 'N' }),
  field('HAS_EMAIL', 'char', 'Задан e-mail', { readOnly: true, initial: 'N' }),
  field('HAS_IMOL', 'char', 'Задана открытая линия', { readOnly: true, initial: 'N' }),
];

export const multifields: readonly FieldSpec[] = [
  field('PHONE', 'crm_multifield', 'Телефон'),
  field('EMAIL', 'crm_multifield', 'E-mail'),
  field('WEB', 'crm_multifield', 'Сайт'),
  field('IM', 'crm_multifield', 'Мессенджер'),
];
