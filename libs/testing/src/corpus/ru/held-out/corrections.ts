import type { Category } from '../../utterance.ts';

/** Details that the client takes back, replaces or corrects in part. */
export const corrections: Category[] = [
  {
    name: 'new',
    situation: { wanted: [], known: { name: 'Анна', phone: '+79261112233', email: 'anna@mail.ru' } },
    utterances: [
      { text: 'ой, не тот номер, вот: 89037654321', values: { phone: '+79037654321' }, means: ['correction'] },
      { text: 'я не Анна, я Ольга', values: { name: 'Ольга' }, means: ['correction'] },
      { text: 'ошибка в почте, правильно ana@mail.ru', values: { email: 'ana@mail.ru' }, means: ['correction'] },
      { text: 'точнее annа2@mail.ru', doubtful: ['email'], means: ['correction'] },
      { text: 'меня зовут Анна, не Алла', values: { name: 'Анна' }, means: ['correction'] },
    ],
  },
  {
    name: 'partial',
    situation: { wanted: [], known: { name: 'Анна', phone: '+79261112233' } },
    utterances: [
      { text: 'последние цифры 44', values: { phone: '+79261112244' }, means: ['correction'] },
      { text: 'не 926, а 925', values: { phone: '+79251112233' }, means: ['correction'] },
      { text: 'не 22, а 23', values: { phone: '+79261112333' }, means: ['correction'] },
      { text: 'последние две цифры семьдесят восемь', values: { phone: '+79261112278' }, means: ['correction'] },
      { text: 'на конце 34', known: { name: 'Анна' }, doubtful: ['phone'], means: ['correction'] },
      { text: 'в номере лишняя цифра', means: ['correction'], retracted: ['phone'] },
    ],
  },
  {
    name: 'retracted',
    situation: { wanted: [], known: { name: 'Анна', phone: '+79261112233', email: 'anna@mail.ru' } },
    utterances: [
      { text: 'не тот телефон указала', means: ['correction'], retracted: ['phone'] },
      { text: 'адрес почты с ошибкой', means: ['correction'], retracted: ['email'] },
      { text: 'имя неправильное', means: ['correction'], retracted: ['name'] },
      { text: 'я не Анна', means: ['correction'], retracted: ['name'] },
      { text: 'нет, это неправильно', means: ['correction'] },
      { text: 'номер правильный' },
    ],
  },
  {
    name: 'asked',
    situation: { wanted: ['phone'], known: { name: 'Анна' } },
    utterances: [{ text: '8926111223 ой\n89261112233', values: { phone: '+79261112233' } }],
  },
  {
    name: 'conversation',
    situation: { wanted: [], known: { name: 'Олег', phone: '+79998887766', email: 'oleg@mail.ru' } },
    utterances: [
      { text: 'перепутал номер, верный +7 916 555-44-33', values: { phone: '+79165554433' }, means: ['correction'] },
      { text: 'номер верный, имя нет', means: ['correction'], retracted: ['name'] },
      { text: 'спасибо, ошибок нет' },
      { text: 'дом 66 а не 67' },
      { text: 'меня Олег зовут', values: { name: 'Олег' } },
    ],
  },
];
