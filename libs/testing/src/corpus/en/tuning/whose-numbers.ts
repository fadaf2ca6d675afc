import type { Category } from '../../utterance.ts';

/** Phones of others and numbers of things beside those that are the client's after all. */
export const whoseNumbers: Category[] = [
  {
    name: 'told-or-seen',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      { text: '07712 300442 sent us a strange link' },
      { text: 'they gave me 07712 300402 but nobody picks up' },
      { text: "I've dialled 07712 300403 three times today" },
      { text: 'there is 07712 300406 on your invoice' },
      { text: 'what does it cost to call 0845 300 4010?', means: ['question'] },
      { text: 'a guy on 07712 300407 said to message you', doubtful: ['phone'] },
      { text: 'the previous owner had 07712 300408', doubtful: ['phone'] },
      { text: 'some woman from 07712 300409 asked for my address' },
      { text: 'the receptionist used 07712 300427 to reach us', doubtful: ['phone'] },
      { text: 'they want people to ring 0800 300 4015' },
    ],
  },
  {
    name: 'numbers-of-things',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      { text: 'confirmation no. 7712300411' },
      { text: 'I raised a claim, its number is 7712300412' },
      { text: 'my employee number, 07712300429' },
    ],
  },
  {
    name: 'still-the-clients',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      { text: 'our line is 0800 300 4014, ask the desk', values: { phone: '+448003004014' } },
      { text: '0800 300 4016', values: { phone: '+448003004016' } },
      { text: 'sister 07712 300415', values: { phone: '+447712300415' } },
      {
        text: 'evenings 07712 300416, days 07712 300417',
        values: { phone: '+447712300416' },
        others: { phone: ['+447712300417'] },
      },
      { text: 'they told me to leave my number: 07712 300418', values: { phone: '+447712300418' } },
      { text: 'I dialled you an hour ago from 07712 300421', values: { phone: '+447712300421' } },
      { text: 'it should be on your system, 07712 300422', values: { phone: '+447712300422' } },
      { text: 'the very best is 07712 300423', values: { phone: '+447712300423' } },
      { text: 'perfect 07712 300424', values: { phone: '+447712300424' } },
      { text: 'the good one is 07712 300425', values: { phone: '+447712300425' } },
      { text: 'Mrs Khan 07712 300432', values: { phone: '+447712300432' } },
    ],
  },
  {
    name: 'emails-without-a-dot',
    situation: { wanted: ['email'], country: 'GB' },
    utterances: [
      { text: 'liam_b (at) gmail com', values: { email: 'liam_b@gmail.com' } },
      { text: 'address is sue85 outlook com', doubtful: ['email'] },
      { text: 'try sue85 yahoo com', doubtful: ['email'] },
    ],
  },
  {
    name: 'digits-and-sims',
    situation: { wanted: [], country: 'GB', known: { phone: '+447911123456' } },
    utterances: [
      { text: 'two digits are off, it ends in 78', values: { phone: '+447911123478' }, means: ['correction'] },
      {
        text: 'I got one number wrong, it should end in 59',
        values: { phone: '+447911123459' },
        means: ['correction'],
      },
      { text: 'new sim, so now 07712 300433', values: { phone: '+447712300433' }, means: ['correction'] },
      { text: 'switched my sim, now 07712 300434', values: { phone: '+447712300434' }, means: ['correction'] },
    ],
  },
];
