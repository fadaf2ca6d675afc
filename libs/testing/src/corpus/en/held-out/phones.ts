import type { Category } from '../../utterance.ts';

/** Phones in all spellings, several of them, and digits that are no phone. */
export const phones: Category[] = [
  {
    name: 'formats-gb',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      { text: '+447911123456', values: { phone: '+447911123456' }, rest: null },
      { text: '07911 123 456', values: { phone: '+447911123456' } },
      { text: '+44(0)20 7946 0958', values: { phone: '+442079460958' } },
      { text: '(020) 7946-0958', values: { phone: '+442079460958' } },
      { text: '0161 496 0123', values: { phone: '+441614960123' } },
      { text: 'my number is 07911 123456', values: { phone: '+447911123456' }, rest: null },
      { text: 'mob 07911123456', values: { phone: '+447911123456' } },
      { text: '07911 123456 any time', values: { phone: '+447911123456' }, rest: 'any time' },
      { text: '07911-123-456', values: { phone: '+447911123456' } },
      { text: 'tel:+447911123456', values: { phone: '+447911123456' } },
      { text: '447911123456', values: { phone: '+447911123456' } },
      { text: '+353 85 012 3456', values: { phone: '+353850123456' } },
      { text: '0️⃣7️⃣9️⃣1️⃣1️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣', values: { phone: '+447911123456' } },
      { text: '07911 123456 thanks', values: { phone: '+447911123456' }, rest: null },
      { text: 'cell: +44 7911 123456, not on weekends', values: { phone: '+447911123456' }, rest: 'not on weekends' },
      { text: 'o7911 123456', doubtful: ['phone'] },
    ],
  },
  {
    name: 'formats-us',
    situation: { wanted: ['phone'], country: 'US' },
    utterances: [
      { text: '1 (212) 736 5000', values: { phone: '+12127365000' } },
      { text: '212-736-500', doubtful: ['phone'] },
      { text: '212-736-50000', doubtful: ['phone'] },
      { text: '(415) 555-2671', doubtful: ['phone'], country: 'RU' },
      { text: '8 926 111 22 33', values: { phone: '+79261112233' }, country: 'RU' },
      { text: 'My number is 8 926 111-22-33', values: { phone: '+79261112233' }, country: 'RU' },
      { text: 'you can call me at +7 (926) 111-22-33', values: { phone: '+79261112233' }, rest: null, country: 'RU' },
    ],
  },
  {
    name: 'spoken',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      { text: 'zero seven nine double one one two three four five six', values: { phone: '+447911123456' } },
      { text: 'zero seven nine one one, one two three, four five six', values: { phone: '+447911123456' } },
      { text: "it's oh seven nine one one 123 456", values: { phone: '+447911123456' } },
      { text: 'call at seven' },
    ],
  },
  {
    name: 'several',
    situation: { wanted: ['phone'], country: 'GB' },
    utterances: [
      {
        text: '07911 123456 / 020 7946 0958',
        values: { phone: '+447911123456' },
        others: { phone: ['+442079460958'] },
      },
      {
        text: 'work 020 7946 0958, mobile 07911 123456, mobile is best',
        values: { phone: '+447911123456' },
        others: { phone: ['+442079460958'] },
      },
      {
        text: '07911 123456\n020 7946 0958\nfirst one please',
        values: { phone: '+447911123456' },
        others: { phone: ['+442079460958'] },
      },
    ],
  },
  {
    name: 'not',
    situation: { wanted: ['phone'], country: 'US' },
    utterances: [
      { text: '4111111111111111', doubtful: ['phone'] },
      { text: 'routing 021000021' },
      { text: 'passport 512345678' },
      { text: '$2127365000' },
      { text: '2127365000 USD' },
      { text: '9:00-17:00' },
      { text: 'ISBN 978-3-16-148410-0' },
      { text: 'https://www.ebay.com/itm/212736500012' },
      { text: '192.168.100.200' },
      { text: 'VIN 1HGCM82633A004352' },
      { text: '2 bedrooms 1200 sqft 3 baths' },
      { text: 'I got a call from 212-736-5000, was it you?', means: ['question'] },
      { text: '2127365', doubtful: ['phone'] },
    ],
  },
];
