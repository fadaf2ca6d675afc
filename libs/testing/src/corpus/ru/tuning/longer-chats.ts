import type { Category } from '../../utterance.ts';

/** What longer chats bring up: several phones and whose they are, days and years in words, what is not to be had. */
export const longerChats: Category[] = [
  {
    name: 'phones',
    situation: { wanted: ['phone'] },
    utterances: [
      { text: '8, девятьсот двадцать два, сто, двадцать, тридцать', values: { phone: '+79221002030' } },
      {
        text: 'телеграм 89221002033, звонки на 89221002034',
        values: { phone: '+79221002034' },
        others: { phone: ['+79221002033'] },
      },
      {
        text: 'ватсап 8 922 100 20 33, а звоните на 8 922 100 20 34',
        values: { phone: '+79221002034' },
        others: { phone: ['+79221002033'] },
      },
      { text: 'городской отрезали, остался один 8 922 100 20 33', values: { phone: '+79221002033' } },
      {
        text: '8 922 100 20 33, на всякий случай 8 922 100 20 44',
        values: { phone: '+79221002033' },
        others: { phone: ['+79221002044'] },
      },
      {
        text: 'телефон мужа 8 922 100 20 33, мой 8 922 100 20 44',
        values: { phone: '+79221002044' },
        others: { phone: ['+79221002033'] },
      },
      { text: 'на 8 495 222 33 44 дозвонилась, но там автоответчик' },
      { text: 'ИНН фирмы 5047123456' },
      { text: 'стоимость примерно 1 250 000' },
      {
        text: 'забудьте про домашний 8 343 222 10 20, звоните на 8 922 100 20 33',
        values: { phone: '+79221002033' },
        means: ['correction'],
      },
    ],
  },
  {
    name: 'emails',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'на zakaz@romashka.ru отправляла вчера, молчат' },
      { text: 'office дефис spb собака romashka точка ру', values: { email: 'office-spb@romashka.ru' } },
    ],
  },
  {
    name: 'corrections',
    situation: { wanted: [], known: { name: 'Вера', phone: '+79261112233', email: 'vera@mail.ru' } },
    utterances: [
      { text: 'старый номер отключили', means: ['correction'], retracted: ['phone'] },
      { text: 'этот номер больше не действует', means: ['correction'], retracted: ['phone'] },
      { text: 'давала вам почту, так она больше не работает', means: ['correction'], retracted: ['email'] },
      { text: 'ваш номер не работает' },
      { text: 'вместо 33 там 34 в номере', values: { phone: '+79261112234' }, means: ['correction'] },
      { text: 'вместо 11 будет 12, в телефоне', means: ['correction'], doubtful: ['phone'] },
    ],
  },
  {
    name: 'dates',
    situation: { wanted: ['visit'], declared: ['visit'] },
    utterances: [
      { text: 'двадцать шестого в обед', values: { visit: '2026-11-26' } },
      { text: 'давайте пятнадцатого', values: { visit: '2026-12-15' } },
      { text: 'после двадцатого', doubtful: ['visit'] },
      { text: 'из двадцать пятого дома' },
      { text: 'тридцать пятого', doubtful: ['visit'] },
    ],
  },
  {
    name: 'birthdays',
    situation: { wanted: ['birthday'], declared: ['birthday'] },
    utterances: [
      { text: 'третьего марта тысяча девятьсот шестидесятого', values: { birthday: '1960-03-03' } },
      { text: '1 мая две тысячи третьего', values: { birthday: '2003-05-01' } },
    ],
  },
  {
    name: 'choices',
    situation: { wanted: ['delivery'], declared: ['delivery'] },
    utterances: [
      { text: 'самовывоза нету, значит почтой', values: { delivery: 'post' } },
      { text: 'без курьера, самовывоз', values: { delivery: 'pickup' } },
    ],
  },
];
