import type { Category } from '../../utterance.ts';

/** What longer chats bring up: several phones and whose they are, days and years in words, what is not to be had. */
export const longerChats: Category[] = [
  {
    name: 'corrections',
    situation: { wanted: [], country: 'GB', known: { name: 'Mary', phone: '+447845123987', email: 'mary@mail.com' } },
    utterances: [
      { text: "my name isn't Mary, it's Marie", values: { name: 'Marie' }, means: ['correction'] },
      { text: 'that phone is disconnected', means: ['correction'], retracted: ['phone'] },
    ],
  },
  {
    name: 'dates',
    situation: { wanted: ['visit'], declared: ['visit'], country: 'GB' },
    utterances: [
      { text: 'the twenty-sixth at noon', values: { visit: '2026-11-26' } },
      { text: 'after the twentieth', doubtful: ['visit'] },
      { text: 'the thirtieth works', values: { visit: '2026-11-30' } },
      { text: '5 December, ten people', values: { visit: '2026-12-05' } },
    ],
  },
  {
    name: 'birthdays',
    situation: { wanted: ['birthday'], declared: ['birthday'], country: 'GB' },
    utterances: [
      { text: 'the fourth of July nineteen seventy-nine', values: { birthday: '1979-07-04' } },
      { text: '12 May nineteen ninety one', values: { birthday: '1991-05-12' } },
    ],
  },
  {
    name: 'choices',
    situation: { wanted: ['delivery'], declared: ['delivery'], country: 'GB' },
    utterances: [
      { text: 'without courier, pickup', values: { delivery: 'pickup' } },
      { text: 'have the courier leave it at the door', values: { delivery: 'courier' } },
    ],
  },
];
