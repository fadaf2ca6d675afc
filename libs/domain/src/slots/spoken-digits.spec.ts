import { readSpokenGroup } from './spoken-digits.ts';

function digits(sentence: string): string {
  const words = sentence.split(' ');
  let read = '';
  for (let at = 0; at < words.length;) {
    const group = readSpokenGroup(words.slice(at));
    if (!group) return `${read}?`;
    read += group.digits;
    at += group.words;
  }
  return read;
}

describe('spoken digits', () => {
  it.each([
    ['восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь', '89161234567'],
    ['семь девятьсот три ноль ноль семь десять двадцать', '79030071020'],
    ['девятьсот шестнадцать двадцать', '91620'],
    ['сорок пятнадцать', '4015'],
    ['сорок ноль', '400'],
    ['двести', '200'],
    ['eight nine one six', '8916'],
    ['nine hundred sixteen', '916'],
    ['nine hundred twenty three', '923'],
    ['double seven triple zero', '77000'],
    ['twenty three', '23'],
    ['привет', '?'],
    ['double', '?'],
    ['double twenty', '?'],
    ['double ten', '?'],
    ['zero hundred', '0?'],
    ['ten hundred', '10?'],
    ['twenty hundred', '20?'],
    ['двести сорок', '240'],
    ['двести триста', '200300'],
    ['двести пятнадцать семь', '2157'],
    ['двести десять пять', '2105'],
    ['двадцать тридцать', '2030'],
    ['сорок десять', '4010'],
    ['двести семь три', '2073'],
  ])('%s → %s', (sentence, expected) => expect(digits(sentence)).toBe(expected));
});
