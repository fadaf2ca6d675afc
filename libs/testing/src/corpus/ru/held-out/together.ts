import type { Category } from '../../utterance.ts';

/** Several details in one message. */
export const together: Category[] = [
  {
    name: 'name-phone',
    situation: { wanted: ['name', 'phone'] },
    utterances: [
      { text: '89261112233Виктор', values: { name: 'Виктор', phone: '+79261112233' } },
      { text: 'Виктор89261112233', values: { name: 'Виктор', phone: '+79261112233' } },
      {
        text: 'Меня зовут Людмила, телефон 8 926 111 22 33, звоните после обеда',
        values: { name: 'Людмила', phone: '+79261112233' },
        rest: 'после обеда',
      },
      {
        text: '+79261112233\nКарина\nсегодня до вечера',
        values: { name: 'Карина', phone: '+79261112233' },
        rest: 'сегодня до вечера',
      },
      {
        text: 'Привет! Я Глеб, мой номер +7 926 111 22 33 :)',
        values: { name: 'Глеб', phone: '+79261112233' },
        rest: null,
      },
      { text: '1. Эмма 2. 89261112233', values: { name: 'Эмма', phone: '+79261112233' } },
      { text: '8 926 111 22 33 спросить Оксану', values: { name: 'Оксана', phone: '+79261112233' }, rest: null },
      { text: 'Шамиль Идрисов +79261112233 whatsapp', values: { name: 'Шамиль Идрисов', phone: '+79261112233' } },
      { text: 'зовут Прохор, тлф 89261112233', values: { name: 'Прохор', phone: '+79261112233' } },
      { text: 'телефон 89261112233, имя не скажу', values: { phone: '+79261112233' }, means: ['refusal'] },
      { text: 'Андрей, зачем вам номер?', values: { name: 'Андрей' }, means: ['question'] },
      { text: 'Яна, номер не дам', values: { name: 'Яна' }, means: ['refusal'] },
      { text: 'Данияр +7 701 222 33 44', country: 'KZ', values: { name: 'Данияр', phone: '+77012223344' } },
      {
        text: 'восемь девятьсот двадцать шесть сто одиннадцать двадцать два тридцать три, Тоня',
        values: { name: 'Тоня', phone: '+79261112233' },
      },
    ],
  },
  {
    name: 'all',
    situation: { wanted: ['name', 'phone', 'email'] },
    utterances: [
      {
        text: 'inna@mail.ru\n89261112233\nИнна Воронцова',
        values: { name: 'Инна Воронцова', phone: '+79261112233', email: 'inna@mail.ru' },
      },
      {
        text: 'Меня зовут Савелий Громов, почта s.gromov@bk.ru, номер 8(926)1112233, жду каталог',
        values: { name: 'Савелий Громов', phone: '+79261112233', email: 's.gromov@bk.ru' },
        rest: 'жду каталог',
      },
      {
        text: 'Ангелина, почты нет, телефон 89261112233',
        values: { name: 'Ангелина', phone: '+79261112233' },
        means: ['refusal'],
      },
      {
        text: 'Марта\nmarta@inbox.ru\nтелефон не хочу',
        values: { name: 'Марта', email: 'marta@inbox.ru' },
        means: ['refusal'],
      },
    ],
  },
  {
    name: 'conversation',
    situation: { wanted: ['name', 'phone'] },
    utterances: [
      { text: 'Сергей,+7 999 888-77-66,г. Тверь', values: { name: 'Сергей', phone: '+79998887766' } },
      {
        text: 'Меня зовут Дарья Сергеевна Котова мой телефон 89998887766 хочу записать сына Мишу на плавание',
        values: { name: 'Дарья Сергеевна Котова', phone: '+79998887766' },
      },
      { text: 'Елена, паспорт 4510 123456, тел 89998887766', values: { name: 'Елена', phone: '+79998887766' } },
      {
        text: 'Гоша 89998887766. Но звонить жене Лене 89165554433',
        values: { name: 'Гоша', phone: '+79998887766' },
        others: { phone: ['+79165554433'] },
      },
      { text: 'Кухня 3 метра, бюджет 200000, Вадим, 89998887766', values: { name: 'Вадим', phone: '+79998887766' } },
    ],
  },
];
