import type { Category } from '../../utterance.ts';

/** Details that the client takes back, replaces or corrects in part. */
export const corrections: Category[] = [
  {
    name: 'new',
    situation: { wanted: [], known: { name: 'Anna', phone: '+447911123456', email: 'anna@mail.com' }, country: 'GB' },
    utterances: [
      {
        text: "oops, wrong number, it's 020 7946 0958",
        values: { phone: '+442079460958' },
        means: ['correction'],
        rest: null,
      },
      { text: 'better call me on 020 7946 0958', values: { phone: '+442079460958' }, means: ['correction'] },
      { text: 'use 020 7946 0958 instead', values: { phone: '+442079460958' }, means: ['correction'] },
      { text: "I'm not Anna, I'm Olga", values: { name: 'Olga' }, means: ['correction'] },
      { text: 'not Anna, Olga', values: { name: 'Olga' }, means: ['correction'] },
      { text: 'Actually my name is Jane', values: { name: 'Jane' }, means: ['correction'] },
      {
        text: "there's a typo in my email, it should be ana@mail.com",
        values: { email: 'ana@mail.com' },
        means: ['correction'],
      },
      { text: 'all correct' },
    ],
  },
  {
    name: 'partial',
    situation: { wanted: [], known: { name: 'Anna', phone: '+447911123456' }, country: 'GB' },
    utterances: [
      { text: 'sorry, it ends in 57', values: { phone: '+447911123457' }, means: ['correction'], rest: null },
      { text: 'not 56, 57', values: { phone: '+447911123457' }, means: ['correction'] },
      { text: 'not 999, 998', doubtful: ['phone'], means: ['correction'] },
      { text: 'typo, last digits are fifty seven', values: { phone: '+447911123457' }, means: ['correction'] },
    ],
  },
  {
    name: 'retracted',
    situation: { wanted: [], known: { name: 'Anna', phone: '+447911123456', email: 'anna@mail.com' }, country: 'GB' },
    utterances: [
      { text: "no, that's the wrong number", means: ['correction'], retracted: ['phone'] },
      { text: "I'm not Anna", means: ['correction'], retracted: ['name'] },
      { text: "no, that's wrong", means: ['correction'] },
      { text: 'I have another question' },
    ],
  },
  {
    name: 'asked',
    situation: { wanted: ['phone'], known: { name: 'Anna' }, country: 'GB' },
    utterances: [
      { text: '07911 12345 oops 07911 123456', values: { phone: '+447911123456' } },
      { text: '07911 123457, sorry, 07911 123456', values: { phone: '+447911123456' }, means: ['correction'] },
    ],
  },
  {
    name: 'conversation',
    situation: { wanted: [], known: { name: 'Oleg', phone: '+447400654321', email: 'oleg@mail.com' }, country: 'GB' },
    utterances: [
      { text: 'ends in 22 not 21', values: { phone: '+447400654322' }, means: ['correction'] },
      { text: "it's size 22, not 21" },
      { text: 'floor 6 not 7' },
      { text: 'my address changed' },
      { text: 'my email changed to oleg3@mail.com', values: { email: 'oleg3@mail.com' }, means: ['correction'] },
    ],
  },
];
