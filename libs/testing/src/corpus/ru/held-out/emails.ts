import type { Category } from '../../utterance.ts';

/** E-mail addresses, written and spoken, and what only looks like one. */
export const emails: Category[] = [
  {
    name: 'plain',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'ivanov@mail,ru', values: { email: 'ivanov@mail.ru' } },
      { text: 'ivanov собака mail.ru', values: { email: 'ivanov@mail.ru' } },
      { text: 'ivanov собака mail точка ru', values: { email: 'ivanov@mail.ru' } },
      { text: 'ivanov[собака]mail.ru', values: { email: 'ivanov@mail.ru' } },
      {
        text: 'рабочая ivanov@work.ru, личная petrov@mail.ru, пишите на личную',
        values: { email: 'petrov@mail.ru' },
        others: { email: ['ivanov@work.ru'] },
      },
      { text: 'Почта:ivanov@mail.ru;телефона нет', values: { email: 'ivanov@mail.ru' } },
      { text: 'ivanov@почта.рф', values: { email: 'ivanov@почта.рф' } },
      { text: 'vasya1990@inbox.ru скиньте прайс', values: { email: 'vasya1990@inbox.ru' }, rest: 'скиньте прайс' },
      { text: 'отправьте счёт\nglav.buh@stroy-invest.org\nспасибо', values: { email: 'glav.buh@stroy-invest.org' } },
      { text: '1234567@mail.ru', values: { email: '1234567@mail.ru' } },
      { text: 'e-mail=sales.dep@tandem-group.ru', values: { email: 'sales.dep@tandem-group.ru' } },
      { text: 'info@xn--80ak6aa92e.com', values: { email: 'info@xn--80ak6aa92e.com' } },
      { text: 'ivanov@mail.ru (проверяю редко)', values: { email: 'ivanov@mail.ru' } },
    ],
  },
  {
    name: 'not',
    situation: { wanted: ['email'] },
    utterances: [
      { text: '@ivanov' },
      { text: 'ivanov@mail', doubtful: ['email'] },
      { text: '@mail.ru', doubtful: ['email'] },
      { text: 'ivanov@@mail.ru', doubtful: ['email'] },
      { text: 'моя почта на яндексе', doubtful: ['email'] },
      { text: 'www.romashka.ru' },
      { text: 'почтой России отправите?', means: ['question'] },
      { text: 'писал вам на info@shop.ru, ответа нет' },
      { text: 'у меня нет имейла', means: ['refusal'] },
    ],
  },
  {
    name: 'volunteered',
    situation: { wanted: [] },
    utterances: [{ text: 'Пришлите прайс на ooo.vesna@yandex.ru', values: { email: 'ooo.vesna@yandex.ru' } }],
  },
  {
    name: 'conversation',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'моя почта: ivan_petrov1980 @ yandex . ru', values: { email: 'ivan_petrov1980@yandex.ru' } },
      { text: 'Почту не помню' },
      { text: 'почта есть, но не пользуюсь' },
      { text: 'Tatyana1978@mail.ru.Спасибо!', values: { email: 'tatyana1978@mail.ru' } },
      {
        text: 'email:tatyana1978@mail.ru,тел:89998887766',
        values: { email: 'tatyana1978@mail.ru', phone: '+79998887766' },
      },
      { text: 'TATYANA1978@MAIL.RU', values: { email: 'tatyana1978@mail.ru' } },
    ],
  },
  {
    name: 'look-alikes',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'ivan.petrov@gmail .com', values: { email: 'ivan.petrov@gmail.com' } },
      { text: 'ivanpetrov2mail.ru', doubtful: ['email'] },
      { text: '.ivanpetrov@mail.ru', doubtful: ['email'] },
      { text: 'менеджер с sales@acme.ru обещал скидку' },
      { text: 'чек пришёл с shop@acme.ru' },
      { text: 'копию шефу boss@acme.ru', values: { email: 'boss@acme.ru' } },
    ],
  },
];
