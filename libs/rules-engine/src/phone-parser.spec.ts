import { createPhoneParser } from './phone-parser.ts';

const parse = createPhoneParser();

describe('phones by the numbering plans of the world', () => {
  it.each([
    ['8 916 123-45-67', 'RU', '+79161234567'],
    ['07911 123456', 'GB', '+447911123456'],
    ['+374 91 234567', 'RU', '+37491234567'],
  ])('reads %s of %s', (text, country, e164) => {
    expect(parse(text, country)).toEqual({ e164, service: false });
  });

  it.each([
    ['a number of the right length in a range that nobody has', '8 012 345 67 89', 'RU'],
    ['a number with an extension', '+7 495 123-45-67 ext. 12', 'RU'],
    ['a number without country code where the country is unknown', '8 916 123-45-67', 'XX'],
    ['a short number', '112', 'RU'],
  ])('refuses %s', (_, text, country) => {
    expect(parse(text, country)).toBeNull();
  });

  it.each([
    ['free of charge in Russia', '8 800 200-00-02', 'RU'],
    ['free of charge in Britain', '0800 028 9295', 'GB'],
    ['at a shared price', '0870 123 4567', 'GB'],
    ['the same everywhere', '0345 734 5345', 'GB'],
    ['free of charge in America', '+1 800 275 2273', 'US'],
  ])('says that only companies are reached so: %s', (_, text, country) => {
    expect(parse(text, country)?.service).toBe(true);
  });
});
