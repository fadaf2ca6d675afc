import type { Category } from '../../utterance.ts';

/** Phones of others and numbers of things beside those that are the client's after all. */
export const whoseNumbers: Category[] = [
  {
    name: 'told-or-seen',
    situation: { wanted: ['phone'] },
    utterances: [
      { text: '8 912 300 40 82 прислал мне ссылку' },
      { text: 'с 8 912 300 40 80 приходит реклама' },
      { text: 'вижу на баннере 8 912 300 40 53' },
      { text: 'видел 8 912 300 40 54 на вашем грузовике' },
      { text: 'заметила 8 912 300 40 55 на вашей упаковке' },
      { text: 'там велят звонить 8 804 333 20 21' },
      { text: 'прошлый жилец пользовался 8 912 300 40 56', doubtful: ['phone'] },
      { text: 'мужик с 8 912 300 40 99 ответил что вы закрыты', doubtful: ['phone'] },
    ],
  },
  {
    name: 'numbers-of-things',
    situation: { wanted: ['phone'] },
    utterances: [{ text: 'подтверждение 9123004097 пришло' }],
  },
  {
    name: 'still-the-clients',
    situation: { wanted: ['phone'] },
    utterances: [
      { text: 'сестра 8 912 300 40 63', values: { phone: '+79123004063' } },
      {
        text: 'брат 8 912 300 40 92, отец 8 912 300 40 93',
        values: { phone: '+79123004092' },
        others: { phone: ['+79123004093'] },
      },
      { text: 'в базе у вас мой 8 912 300 40 66', values: { phone: '+79123004066' } },
      { text: 'сказали, что перезвоните, вот 8 912 300 40 68', values: { phone: '+79123004068' } },
      { text: 'заказала стол, 8 912 300 40 70', values: { phone: '+79123004070' } },
    ],
  },
  {
    name: 'digits-and-sims',
    situation: { wanted: [], known: { phone: '+79161234567' } },
    utterances: [
      { text: 'симку сменил, теперь 8 912 300 40 74', values: { phone: '+79123004074' }, means: ['correction'] },
    ],
  },
];
