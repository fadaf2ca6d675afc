import type { Category } from '../../utterance.ts';

/** What longer chats bring up: several phones and whose they are, days and years in words, what is not to be had. */
export const longerChats: Category[] = [
  {
    name: 'phones',
    situation: { wanted: ['phone'] },
    utterances: [
      { text: 'восемь, девятьсот двадцать два, триста, десять, двадцать', values: { phone: '+79223001020' } },
      { text: 'мастер обещал набрать на 8 922 100 20 33', values: { phone: '+79221002033' } },
      { text: 'на 8 495 222 33 44 вчера звонила, глухо' },
      { text: 'ИНН компании 7712345678' },
    ],
  },
  {
    name: 'emails',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'petr . ivanov @ mail.ru', values: { email: 'petr.ivanov@mail.ru' } },
      { text: 'почта такая: i . petrov @ mail . ru', values: { email: 'i.petrov@mail.ru' } },
    ],
  },
  {
    name: 'dates',
    situation: { wanted: ['visit'], declared: ['visit'] },
    utterances: [
      { text: 'двадцать девятого подойдет', values: { visit: '2026-11-29' } },
      { text: 'пятого числа', values: { visit: '2026-12-05' } },
      { text: 'до двадцать пятого', doubtful: ['visit'] },
      { text: 'седьмого декабря двадцать шестого года', values: { visit: '2026-12-07' } },
    ],
  },
  {
    name: 'birthdays',
    situation: { wanted: ['birthday'], declared: ['birthday'] },
    utterances: [
      { text: 'четвертого июля семьдесят девятого', values: { birthday: '1979-07-04' } },
      { text: '12 мая девяносто первого года', values: { birthday: '1991-05-12' } },
    ],
  },
  {
    name: 'choices',
    situation: { wanted: ['delivery'], declared: ['delivery'] },
    utterances: [{ text: 'раз самовывоза нет, то курьером', values: { delivery: 'courier' } }],
  },
];
