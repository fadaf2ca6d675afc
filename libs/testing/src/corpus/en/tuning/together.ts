import type { Category } from '../../utterance.ts';

/** Several details in one message. */
export const together: Category[] = [
  {
    name: 'name-phone',
    situation: { wanted: ['name', 'phone'], country: 'GB' },
    utterances: [
      { text: 'oliver,07911123456', values: { name: 'Oliver', phone: '+447911123456' } },
      { text: '07911 123456 oliver', values: { name: 'Oliver', phone: '+447911123456' } },
      { text: '07911123456Oliver', values: { name: 'Oliver', phone: '+447911123456' } },
      { text: 'Oliver07911123456', values: { name: 'Oliver', phone: '+447911123456' } },
      {
        text: "Hi! I'm Leo, my number is +44 7911 123456 :)",
        values: { name: 'Leo', phone: '+447911123456' },
        rest: null,
      },
      { text: 'Evie tel 07911 123456', values: { name: 'Evie', phone: '+447911123456' }, rest: null },
      { text: 'name: Freddie\nphone: 07911 123456', values: { name: 'Freddie', phone: '+447911123456' }, rest: null },
      {
        text: 'Arthur Pendragon, 07911-123-456, text only',
        values: { name: 'Arthur Pendragon', phone: '+447911123456' },
        rest: 'text only',
      },
      { text: '07911 123456 ask for Sienna', values: { name: 'Sienna', phone: '+447911123456' }, rest: null },
      { text: 'call Peter on 07911 123456', values: { phone: '+447911123456' } },
      { text: 'Ngozi Adeyemi +447911123456 whatsapp', values: { name: 'Ngozi Adeyemi', phone: '+447911123456' } },
      {
        text: 'Number is 07911 123456 and the name is Rory',
        values: { name: 'Rory', phone: '+447911123456' },
        rest: null,
      },
      {
        text: 'Matilda, 07911 123456, I want to order a kitchen',
        values: { name: 'Matilda', phone: '+447911123456' },
        rest: 'I want to order a kitchen',
      },
      { text: 'Edward, 45, 07911 123456', values: { name: 'Edward', phone: '+447911123456' } },
      {
        text: 'Hello. Maya. 07911 123456. Waiting for your call.',
        values: { name: 'Maya', phone: '+447911123456' },
        rest: null,
      },
      { text: "Oscar. I'll give you my phone later", values: { name: 'Oscar' } },
      { text: "phone 07911 123456, won't tell you my name", values: { phone: '+447911123456' }, means: ['refusal'] },
      { text: 'Toby, number 07911 1234', values: { name: 'Toby' }, doubtful: ['phone'] },
      { text: 'my mum Linda 07911 123456', values: { phone: '+447911123456' } },
      {
        text: 'Rosie, 07911 123456. When will you call?',
        values: { name: 'Rosie', phone: '+447911123456' },
        rest: 'When will you call?',
      },
      { text: 'How much is delivery? Jude, 07911 123456', values: { name: 'Jude', phone: '+447911123456' } },
      { text: 'Reggie, why do you need the number?', values: { name: 'Reggie' }, means: ['question'] },
      { text: 'Luna, no phone please', values: { name: 'Luna' }, means: ['refusal'] },
      { text: 'Stanley from Acme Ltd 020 7946 0958', values: { name: 'Stanley', phone: '+442079460958' } },
      { text: 'John Brown\nAcme Inc\n07911 123456', values: { name: 'John Brown', phone: '+447911123456' } },
      {
        text: 'Albie, call 07911 123456 or 020 7946 0958',
        values: { name: 'Albie', phone: '+447911123456' },
        others: { phone: ['+442079460958'] },
      },
      {
        text: "My name is Ezra! 😀 My number's 07911 123456 😀",
        values: { name: 'Ezra', phone: '+447911123456' },
        rest: null,
      },
      {
        text: 'oh seven nine one one one two three four five six, Ada',
        values: { name: 'Ada', phone: '+447911123456' },
      },
      {
        text: "Sure! It's Gwen and you can reach me at 07911 123456 any evening",
        values: { name: 'Gwen', phone: '+447911123456' },
        rest: 'any evening',
      },
      { text: 'ETHAN HUNT 07911123456', values: { name: 'Ethan Hunt', phone: '+447911123456' } },
      { text: 'Ethan (212) 736-5000', country: 'US', values: { name: 'Ethan', phone: '+12127365000' } },
      { text: 'Anna 8 926 111 22 33', values: { name: 'Anna', phone: '+79261112233' }, country: 'RU' },
    ],
  },
  {
    name: 'all',
    situation: { wanted: ['name', 'phone', 'email'], country: 'GB' },
    utterances: [
      {
        text: 'Jasmine, 07911 123456, jasmine@mail.com',
        values: { name: 'Jasmine', phone: '+447911123456', email: 'jasmine@mail.com' },
        rest: null,
      },
      {
        text: 'jasmine@mail.com\n07911 123456\nJasmine Lee',
        values: { name: 'Jasmine Lee', phone: '+447911123456', email: 'jasmine@mail.com' },
        rest: null,
      },
      { text: 'hugo at mail dot com, Hugo', values: { name: 'Hugo', email: 'hugo@mail.com' } },
      {
        text: 'Violet, no email, phone 07911 123456',
        values: { name: 'Violet', phone: '+447911123456' },
        means: ['refusal'],
      },
      { text: 'kate1985@mail.com', values: { email: 'kate1985@mail.com' } },
      { text: 'Write to milo@mail.com, Milo', values: { name: 'Milo', email: 'milo@mail.com' } },
      { text: 'Milo\nmilo@mail.com\nno phone', values: { name: 'Milo', email: 'milo@mail.com' }, means: ['refusal'] },
      {
        text: 'Esme, 07911 123456, email esme@mail.com, you can call until 10pm',
        values: { name: 'Esme', phone: '+447911123456', email: 'esme@mail.com' },
      },
    ],
  },
  {
    name: 'conversation',
    situation: { wanted: ['name', 'phone'], country: 'GB' },
    utterances: [
      {
        text: 'hi im looking for a 3 bed house, im steve 07400654321',
        values: { name: 'Steve', phone: '+447400654321' },
      },
      { text: 'Contact: Moira Quinn, 07400 654321', values: { name: 'Moira Quinn', phone: '+447400654321' } },
      { text: 'Moira - 07400654321 - Leeds', values: { name: 'Moira', phone: '+447400654321' } },
      { text: '07400654321 thx, Dominic', values: { name: 'Dominic', phone: '+447400654321' } },
      { text: "This is Gemma's husband Paul, 07400 654321", values: { name: 'Paul', phone: '+447400654321' } },
      { text: 'Yusuf, born 12/05/1990, 07400654321', values: { name: 'Yusuf', phone: '+447400654321' } },
      { text: 'Can I speak to Yusuf? 07400654321', values: { phone: '+447400654321' }, means: ['question'] },
      { text: 'I need a plumber asap. Tony. 07400654321', values: { name: 'Tony', phone: '+447400654321' } },
      { text: 'booking for Hendricks, 07400 654321', values: { phone: '+447400654321' } },
      { text: "my name is Zed and I'm not giving you my number", values: { name: 'Zed' }, means: ['refusal'] },
    ],
  },
];
