import type { Category } from '../../utterance.ts';

/** What longer chats bring up: several phones and whose they are, days and years in words, what is not to be had. */
export const longerChats: Category[] = [
  {
    name: 'phones',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      {
        text: 'texts to 07946 112233, calls to 07946 112244',
        values: { phone: '+447946112244' },
        others: { phone: ['+447946112233'] },
      },
      {
        text: 'viber 07946 112233, ring 07946 112244',
        values: { phone: '+447946112244' },
        others: { phone: ['+447946112233'] },
      },
      {
        text: 'forget the landline 020 7946 0018, ring 07845 123987',
        values: { phone: '+447845123987' },
        means: ['correction'],
      },
      {
        text: 'disregard that number 07845 123987, mine is 07946 112233',
        values: { phone: '+447946112233' },
        means: ['correction'],
      },
      {
        text: "my sister's 07946 112233, mine 07946 112244",
        values: { phone: '+447946112244' },
        others: { phone: ['+447946112233'] },
      },
      { text: 'tax number 07946112233' },
      { text: 'VAT no 7946112233' },
      { text: 'price is around 7 946 112 233' },
      {
        text: '07946 112233, just in case 07946 112244',
        values: { phone: '+447946112233' },
        others: { phone: ['+447946112244'] },
      },
    ],
  },
  {
    name: 'emails',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'john . smith @ gmail.com', values: { email: 'john.smith@gmail.com' } },
      { text: 'my email . john@gmail.com', values: { email: 'john@gmail.com' } },
      { text: 'it is j . doe @ yahoo . com', values: { email: 'j.doe@yahoo.com' } },
      { text: 'john dot smith at acme dot com', values: { email: 'john.smith@acme.com' } },
      { text: 'sales hyphen north at acme dot org', values: { email: 'sales-north@acme.org' } },
      { text: 'meet me at acme dot com' },
    ],
  },
  {
    name: 'corrections',
    situation: { wanted: [], country: 'GB', known: { name: 'Mary', phone: '+447845123987', email: 'mary@mail.com' } },
    utterances: [
      { text: 'this number no longer works', means: ['correction'], retracted: ['phone'] },
      { text: 'disregard the number please', means: ['correction'], retracted: ['phone'] },
      { text: "your phone doesn't work" },
      { text: 'oops, it should read 07946 112233', values: { phone: '+447946112233' }, means: ['correction'] },
    ],
  },
  {
    name: 'dates',
    situation: { wanted: ['visit'], declared: ['visit'], country: 'GB' },
    utterances: [
      { text: 'on the fifteenth please', values: { visit: '2026-12-15' } },
      { text: 'until the twenty-fifth', doubtful: ['visit'] },
    ],
  },
  {
    name: 'birthdays',
    situation: { wanted: ['birthday'], declared: ['birthday'], country: 'GB' },
    utterances: [
      { text: 'March 3 two thousand and five', values: { birthday: '2005-03-03' } },
      { text: '3 March twenty five', doubtful: ['birthday'] },
    ],
  },
  {
    name: 'choices',
    situation: { wanted: ['delivery'], declared: ['delivery'], country: 'GB' },
    utterances: [{ text: 'if there is no pickup, then by courier', values: { delivery: 'courier' } }],
  },
];
