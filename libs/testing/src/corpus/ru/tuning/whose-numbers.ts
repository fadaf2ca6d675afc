import type { Category } from '../../utterance.ts';

/** Phones of others and numbers of things beside those that are the client's after all. */
export const whoseNumbers: Category[] = [
  {
    name: 'told-or-seen',
    situation: { wanted: ['phone'] },
    utterances: [
      { text: 'с 8 912 300 40 83 опять названивают' },
      { text: 'касса 9123004081 зависла' },
      { text: 'в офисе сказали набрать 8 912 300 40 50' },
      { text: 'на горячей линии велели звонить на 8 804 333 20 20' },
      { text: 'мне посоветовали обратиться по 8 912 300 40 51' },
      { text: 'оператор дала номер 8 912 300 40 52, там молчат' },
      { text: 'сколько стоит звонок на 8 800 300 40 50?', means: ['question'] },
      { text: 'звонок на 8 800 300 40 51 платный?', means: ['question'] },
      { text: 'по 8 800 300 40 52 робот отвечает' },
      { text: 'девушка по номеру 8 912 300 40 57 сказала писать сюда', doubtful: ['phone'] },
    ],
  },
  {
    name: 'numbers-of-things',
    situation: { wanted: ['phone'] },
    utterances: [
      { text: 'бронирование 8 912 300 40 58 отмените' },
      { text: 'номер брони 9123004059' },
      { text: 'сделала заявку, её номер 9123004060' },
      { text: 'посылка 9123004061 застряла' },
      { text: 'трек 9123004062 не ищется' },
      { text: 'оплатила заказ, номер у него 9123004098' },
      { text: 'отправление 9123004096 потерялось' },
    ],
  },
  {
    name: 'still-the-clients',
    situation: { wanted: ['phone'] },
    utterances: [
      { text: 'наш телефон 8 800 300 40 53, секретарь соединит', values: { phone: '+78003004053' } },
      { text: '8 800 300 40 54', values: { phone: '+78003004054' } },
      {
        text: 'вечером 8 912 300 40 64, днём 8 912 300 40 65',
        values: { phone: '+79123004064' },
        others: { phone: ['+79123004065'] },
      },
      {
        text: 'до семи 8 912 300 40 90, после семи 8 912 300 40 91',
        values: { phone: '+79123004090' },
        others: { phone: ['+79123004091'] },
      },
      { text: 'мне сказали оставить телефон: 8 912 300 40 67', values: { phone: '+79123004067' } },
      { text: 'видел вашу рекламу, звоните 8 912 300 40 69', values: { phone: '+79123004069' } },
      { text: 'оформила заказ вчера, телефон 8 912 300 40 71', values: { phone: '+79123004071' } },
      { text: 'заявку оставлял с 8 912 300 40 72', values: { phone: '+79123004072' } },
      { text: 'забронировал столик, мой номер 8 912 300 40 73', values: { phone: '+79123004073' } },
    ],
  },
  {
    name: 'emails-without-a-dot',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'savina_o собака яндекс ру', values: { email: 'savina_o@yandex.ru' } },
      { text: 'petrov85 собака gmail com', values: { email: 'petrov85@gmail.com' } },
      { text: 'адрес sokol77 mail ru', doubtful: ['email'] },
      { text: 'ящик orlov_k яндекс ру', doubtful: ['email'] },
    ],
  },
  {
    name: 'digits-and-sims',
    situation: { wanted: [], known: { phone: '+79161234567' } },
    utterances: [
      { text: 'перепутала одну цифру, на конце 68', values: { phone: '+79161234568' }, means: ['correction'] },
      { text: 'две цифры не те, заканчивается на 89', values: { phone: '+79161234589' }, means: ['correction'] },
    ],
  },
];
