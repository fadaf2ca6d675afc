import type { Category } from '../utterance.ts';

/** Messages that were written when the code had been tuned on the others: nobody looked at them while it was changed. */
export const enLater: Category[] = [
  {
    name: 'name-phone',
    situation: { wanted: ['name', 'phone'], country: 'GB' },
    utterances: [
      {
        text: 'Hi, Margaret Hollis here, about the wardrobe. My mobile is 07946 551203',
        values: { name: 'Margaret Hollis', phone: '+447946551203' },
      },
      {
        text: "name's Siobhan, number oh seven nine four six, five five one, two oh three",
        values: { name: 'Siobhan', phone: '+447946551203' },
      },
      {
        text: 'Tom Barrett speaking, try me on oh seven eight four five double six one two oh nine after six',
        values: { name: 'Tom Barrett', phone: '+447845661209' },
      },
      {
        text: "You can reach Fatima at 07946 551203, that's me",
        values: { name: 'Fatima', phone: '+447946551203' },
      },
      {
        text: 'this is Aisha Rahman from flat 12, call 07946 551 203',
        values: { name: 'Aisha Rahman', phone: '+447946551203' },
      },
      { text: 'Cheers, Ben\n07946 551203', values: { name: 'Ben', phone: '+447946551203' } },
      {
        text: 'my name is Grace and my phone number is zero seven nine one one, one two three, four five six',
        values: { name: 'Grace', phone: '+447911123456' },
      },
      {
        text: 'Oliver P. Grant, 07911 123 456, evenings only',
        values: { name: 'Oliver P. Grant', phone: '+447911123456' },
      },
      { text: 'Call me on 07911 123456 and ask for Priya', values: { name: 'Priya', phone: '+447911123456' } },
      { text: "I'm Liam's neighbour, Joanna, 07911 123456", values: { name: 'Joanna', phone: '+447911123456' } },
      { text: "Hello, Emily O'Connor, 07911-123-456", values: { name: "Emily O'Connor", phone: '+447911123456' } },
      {
        text: 'your manager Steve promised to ring me back on 07946 551203',
        values: { phone: '+447946551203' },
      },
      {
        text: '(212) 736-5000 ask for room 1402',
        country: 'US',
        values: { phone: '+12127365000' },
      },
      {
        text: 'reach me at two one two, seven three six, five thousand',
        country: 'US',
        values: { phone: '+12127365000' },
      },
    ],
  },
  {
    name: 'several-phones',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      {
        text: 'landline is 020 7946 0018, mobile 07946 551203, mobile is best',
        values: { phone: '+447946551203' },
        others: { phone: ['+442079460018'] },
      },
      {
        text: '07946 551203, if no luck try my wife on 07946 551204',
        values: { phone: '+447946551203' },
        others: { phone: ['+447946551204'] },
      },
      {
        text: 'WhatsApp 07946 551203, calls to 07946 551204',
        values: { phone: '+447946551204' },
        others: { phone: ['+447946551203'] },
      },
      {
        text: 'ignore the office line 020 7183 8750, use 07946 551203',
        values: { phone: '+447946551203' },
        means: ['correction'],
      },
      {
        text: 'first 07946 551203 then 07946 551204',
        values: { phone: '+447946551203' },
        others: { phone: ['+447946551204'] },
      },
      { text: 'my old phone died so it is 07946 551204 for now', values: { phone: '+447946551204' } },
    ],
  },
  {
    name: 'corrections',
    situation: {
      wanted: [],
      country: 'GB',
      known: { name: 'Helen', phone: '+447911123456', email: 'helen@mail.com' },
    },
    utterances: [
      {
        text: 'oh sorry, wrong number, should be 07911 123465',
        values: { phone: '+447911123465' },
        means: ['correction'],
      },
      { text: 'the last two digits are 65, not 56', values: { phone: '+447911123465' }, means: ['correction'] },
      { text: "my name isn't Helen, it's Ellen", values: { name: 'Ellen' }, means: ['correction'] },
      {
        text: "I've changed my email, it's now helen.w@proton.me",
        values: { email: 'helen.w@proton.me' },
        means: ['correction'],
      },
      { text: "that phone doesn't work any more", means: ['correction'], retracted: ['phone'] },
      { text: "number's fine but it's Helena, not Helen", values: { name: 'Helena' }, means: ['correction'] },
      { text: 'please use 07946 551203 instead', values: { phone: '+447946551203' }, means: ['correction'] },
      {
        text: 'typo in the email, it should read helenb@mail.com',
        values: { email: 'helenb@mail.com' },
        means: ['correction'],
      },
      { text: 'scratch that number', means: ['correction'], retracted: ['phone'] },
    ],
  },
  {
    name: 'emails',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'anna . baker @ gmail . com', values: { email: 'anna.baker@gmail.com' } },
      { text: 'it is anna underscore baker at outlook dot com', values: { email: 'anna_baker@outlook.com' } },
      {
        text: 'a.baker@ company.co.uk and copy in accounts @company.co.uk',
        values: { email: 'a.baker@company.co.uk' },
        others: { email: ['accounts@company.co.uk'] },
      },
      { text: 'anna dash baker at work dot co dot uk', values: { email: 'anna-baker@work.co.uk' } },
      { text: 'send it to anna.baker AT icloud.com please', values: { email: 'anna.baker@icloud.com' } },
      { text: 'I had an email from sales@acme.com about a discount' },
      { text: 'nothing has arrived in my inbox yet' },
      { text: 'annabaker at hotmail dot com, all one word', values: { email: 'annabaker@hotmail.com' } },
    ],
  },
  {
    name: 'dates',
    situation: { wanted: ['visit'], declared: ['visit'], country: 'GB' },
    utterances: [
      { text: 'the twenty-eighth would be great', values: { visit: '2026-11-28' } },
      { text: 'this coming Thursday after work', values: { visit: '2026-11-26' } },
      { text: 'first of December in the morning', values: { visit: '2026-12-01' } },
      { text: 'tomorrow, but not before eleven', values: { visit: '2026-11-24' } },
      { text: 'a week today', values: { visit: '2026-11-30' } },
      { text: 'the 15th of December please', values: { visit: '2026-12-15' } },
      { text: '3rd January works for us', values: { visit: '2027-01-03' } },
      { text: 'sometime before Christmas', doubtful: ['visit'] },
      {
        text: 'I was born on the seventh of November 1985',
        wanted: ['birthday'],
        declared: ['birthday'],
        values: { birthday: '1985-11-07' },
      },
    ],
  },
  {
    name: 'choices',
    situation: { wanted: ['delivery'], declared: ['delivery'] },
    utterances: [
      { text: 'have the courier bring it', values: { delivery: 'courier' } },
      { text: "I'll come and collect it", values: { delivery: 'pickup' } },
      { text: 'by post then, if there is no courier', values: { delivery: 'post' } },
      { text: 'we want the black one', wanted: ['color'], declared: ['color'], values: { color: 'black' } },
      { text: 'standard will do', wanted: ['plan'], declared: ['plan'], values: { plan: 'standard' } },
      { text: 'the second one', values: { delivery: 'pickup' } },
    ],
  },
  {
    name: 'no-phones',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      { text: 'I paid invoice 07946551203 on Friday' },
      { text: 'VAT number 123 4567 89, company 08123456' },
      { text: 'tracking 7946551203GB, where is my parcel?', means: ['question'] },
      { text: 'customer number 07946 551203' },
      { text: 'budget is somewhere between 120000 and 150000' },
      { text: 'ticket opened on 21/11/2026 at 18:45, number 0045678912' },
      { text: 'the door is 2050 x 900 x 80, price 459 pounds' },
      { text: 'order 10 45 67 89 01, phone 07946 551203', values: { phone: '+447946551203' } },
      { text: 'passport 533123456, I will give you my phone later' },
      { text: 'eight hundred and fifty thousand is a lot' },
      { text: 'I rang 020 7183 8750 at three and nobody answered' },
      { text: 'sort code 20-45-67, account 12345678' },
      { text: "oh seven nine four six and I can't remember the rest", doubtful: ['phone'] },
    ],
  },
];
