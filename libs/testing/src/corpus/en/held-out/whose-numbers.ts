import type { Category } from '../../utterance.ts';

/** Phones of others and numbers of things beside those that are the client's after all. */
export const whoseNumbers: Category[] = [
  {
    name: 'told-or-seen',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      { text: 'terminal 7712300443 took it twice' },
      { text: 'till 07712300441 was broken' },
      { text: '07712 300440 keeps texting me' },
      { text: 'the shop told me to phone 07712 300401' },
      { text: 'we were advised to dial 0800 300 4012' },
      { text: 'rung 07712 300404 all morning, no reply' },
      { text: 'spotted 07712 300405 on your lorry' },
      { text: 'is 0333 300 4011 free from a mobile?', means: ['question'] },
    ],
  },
  {
    name: 'numbers-of-things',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      { text: 'reservation 07712300410 please cancel' },
      { text: 'purchase order 07712300413' },
      { text: 'the receipt reads 07712300428' },
      { text: 'PO number: 7712300430' },
      { text: 'the parcel shows 7712300431' },
    ],
  },
  {
    name: 'still-the-clients',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      { text: 'saw your advert, call me on 07712 300419', values: { phone: '+447712300419' } },
      { text: 'I ordered a table, 07712 300420', values: { phone: '+447712300420' } },
      { text: 'begins 07712 and then 300 426', values: { phone: '+447712300426' } },
    ],
  },
];
