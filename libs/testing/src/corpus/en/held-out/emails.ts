import type { Category } from '../../utterance.ts';

/** E-mail addresses, written and spoken, and what only looks like one. */
export const emails: Category[] = [
  {
    name: 'plain',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'email: john_smith@outlook.com', values: { email: 'john_smith@outlook.com' }, rest: null },
      { text: 'you can write to john-s@proton.me', values: { email: 'john-s@proton.me' } },
      { text: 'john@gmail,com', values: { email: 'john@gmail.com' } },
      { text: 'john@gmail. com', values: { email: 'john@gmail.com' } },
      { text: 'john [at] gmail [dot] com', values: { email: 'john@gmail.com' } },
      { text: 'john at gmail.com', values: { email: 'john@gmail.com' } },
      { text: 'john underscore smith at outlook dot com', values: { email: 'john_smith@outlook.com' } },
      { text: '<john@gmail.com>', values: { email: 'john@gmail.com' } },
      { text: '(john@gmail.com)', values: { email: 'john@gmail.com' } },
      {
        text: 'john@gmail.com, mary@gmail.com',
        values: { email: 'john@gmail.com' },
        others: { email: ['mary@gmail.com'] },
      },
      { text: 'send it over\njohn@gmail.com\nthanks', values: { email: 'john@gmail.com' } },
      { text: '2127365000@vtext.com', values: { email: '2127365000@vtext.com' } },
    ],
  },
  {
    name: 'not',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'my telegram is @john' },
      { text: 'john at gmail', doubtful: ['email'] },
      { text: "it's on gmail", doubtful: ['email'] },
      { text: 'our site is example.com' },
      { text: 'your email support@shop.com bounces' },
      { text: 'is sales@shop.com your address?', means: ['question'] },
      { text: 'john smith@gmail.com', doubtful: ['email'] },
    ],
  },
  {
    name: 'volunteered',
    situation: { wanted: [] },
    utterances: [{ text: 'I found your address hello@firm.com on the web' }],
  },
  {
    name: 'conversation',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'tim dot cook at icloud dot com', values: { email: 'tim.cook@icloud.com' } },
      { text: 'tim gmail.com', doubtful: ['email'] },
      { text: 'just use the one I signed up with' },
      { text: "I don't check my email" },
      { text: 'I sent it to hello@shop.com' },
      {
        text: 'send the contract to legal@firm.co and cc boss@firm.co',
        values: { email: 'legal@firm.co' },
        others: { email: ['boss@firm.co'] },
      },
    ],
  },
  {
    name: 'close-calls',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'ann.lee@', doubtful: ['email'] },
      { text: 'annlee@gmail.comm', doubtful: ['email'] },
      { text: 'ann.lee@btinternet.com ta', values: { email: 'ann.lee@btinternet.com' } },
      {
        text: 'email ann.lee@btinternet.com cc info@lee.co.uk',
        values: { email: 'ann.lee@btinternet.com' },
        others: { email: ['info@lee.co.uk'] },
      },
      { text: 'is it ok to email info@yourshop.com?', means: ['question'] },
      { text: 'no @ in my keyboard' },
      { text: 'look at example dot com' },
    ],
  },
  {
    name: 'look-alikes',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'moleary@ gmail.com', values: { email: 'moleary@gmail.com' } },
      { text: 'moleary@gmal.com', values: { email: 'moleary@gmal.com' } },
      { text: 'moleary@gmail;com', doubtful: ['email'] },
      { text: 'moleary2gmail.com', doubtful: ['email'] },
      { text: 'moleary at g mail dot com', doubtful: ['email'] },
      { text: 'moleary at hotmail co uk', doubtful: ['email'] },
      { text: 'moleary at hotmail dot co dot uk', values: { email: 'moleary@hotmail.co.uk' } },
      { text: 'moleary gmail com', doubtful: ['email'] },
      { text: 'my gmail is moleary', doubtful: ['email'] },
      { text: 'someone from sales@acme.com promised a discount' },
      { text: 'copy my boss too: boss@acme.com', values: { email: 'boss@acme.com' } },
      { text: 'twitter.com/moleary' },
      { text: 'fb: moleary' },
    ],
  },
];
