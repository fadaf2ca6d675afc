import type { Category } from '../../utterance.ts';

/** Several details in one message. */
export const together: Category[] = [
  {
    name: 'name-phone',
    situation: { wanted: ['name', 'phone'], country: 'GB' },
    utterances: [
      {
        text: "I'm Kate, call me on 07911 123456 after six",
        values: { name: 'Kate', phone: '+447911123456' },
        rest: 'after six',
      },
      { text: 'Oliver 07911 123456', values: { name: 'Oliver', phone: '+447911123456' }, rest: null },
      {
        text: 'My name is Poppy, my number is 07911 123456, call after lunch',
        values: { name: 'Poppy', phone: '+447911123456' },
        rest: 'after lunch',
      },
      {
        text: 'Isabella Jones. 07911 123456. Call between 9 and 5',
        values: { name: 'Isabella Jones', phone: '+447911123456' },
      },
      { text: 'charlie\n07911 123456', values: { name: 'Charlie', phone: '+447911123456' } },
      {
        text: '+447911123456\nCharlie\ntoday until 8',
        values: { name: 'Charlie', phone: '+447911123456' },
        rest: 'today until 8',
      },
      { text: '1. Florence 2. 07911 123456', values: { name: 'Florence', phone: '+447911123456' } },
      {
        text: "it's Elsie! Number: 07911123456. telegram preferred",
        values: { name: 'Elsie', phone: '+447911123456' },
      },
      { text: 'Order 7741, Boris, 07911 123456', values: { name: 'Boris', phone: '+447911123456' } },
      { text: 'Good afternoon, Felix Ward, 07911 123456', values: { name: 'Felix Ward', phone: '+447911123456' } },
      {
        text: 'ivy 07911 12 34 56 call in the evening',
        values: { name: 'Ivy', phone: '+447911123456' },
        rest: 'in the evening',
      },
      { text: 'Acme Ltd, Stanley, 020 7946 0958', values: { name: 'Stanley', phone: '+442079460958' } },
      {
        text: 'My name is Nora, I live at 15 Baker Street, phone 07911 123456',
        values: { name: 'Nora', phone: '+447911123456' },
      },
      { text: 'Ethan Hunt - 07911 123456', values: { name: 'Ethan Hunt', phone: '+447911123456' }, rest: null },
      {
        text: 'Hi, Ethan Hunt here, best number is 07911 123456',
        values: { name: 'Ethan Hunt', phone: '+447911123456' },
        rest: null,
      },
      {
        text: 'this is ethan my cell 212-736-5000',
        country: 'US',
        values: { name: 'Ethan', phone: '+12127365000' },
        rest: null,
      },
      {
        text: "I'm Anna, my phone: +7 926 111-22-33",
        values: { name: 'Anna', phone: '+79261112233' },
        rest: null,
        country: 'RU',
      },
    ],
  },
  {
    name: 'all',
    situation: { wanted: ['name', 'phone', 'email'], country: 'GB' },
    utterances: [
      {
        text: 'My name is Hugo Stone, email h.stone@mail.com, number 07911 123456, waiting for the catalogue',
        values: { name: 'Hugo Stone', phone: '+447911123456', email: 'h.stone@mail.com' },
      },
      { text: "I'm not giving you any of that", means: ['refusal'] },
    ],
  },
  {
    name: 'conversation',
    situation: { wanted: ['name', 'phone'], country: 'GB' },
    utterances: [
      {
        text: 'put me down: Dominic, oh seven four double oh six five four three two one',
        values: { name: 'Dominic', phone: '+447400654321' },
      },
      {
        text: 'My details are: Name Yusuf Khan Phone 07400654321 Email yusuf@khan.com',
        values: { name: 'Yusuf Khan', phone: '+447400654321', email: 'yusuf@khan.com' },
      },
      { text: 'budget 2000, Harriet, 07400654321', values: { name: 'Harriet', phone: '+447400654321' } },
      { text: 'Tony need a plumber 07400654321', values: { name: 'Tony', phone: '+447400654321' } },
      { text: 'Hendricks\n07400 654321', values: { name: 'Hendricks', phone: '+447400654321' } },
    ],
  },
];
