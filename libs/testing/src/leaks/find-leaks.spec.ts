import { findLeaks } from './find-leaks.ts';
import { needlesOf, phoneSpellings } from './needles.ts';

const secret = 'Аксинья, 8 (916) 123-45-67';
const needles = needlesOf('introduction', secret);
const found = (bytes: Buffer | string) => findLeaks([{ name: 'file', bytes: Buffer.from(bytes) }], needles);

describe('findLeaks', () => {
  it('finds nothing where there is nothing', () => {
    expect(found('Аксинья, 8 (916) 123-45-68')).toEqual([]);
  });

  it.each([
    ['UTF-8', Buffer.from(`before ${secret} after`)],
    ['UTF-16LE', Buffer.from(`before ${secret} after`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`before ${secret} after`, 'utf16le').swap16()],
    ['JSON escapes', '{"text":"\\u0410\\u043a\\u0441\\u0438\\u043d\\u044c\\u044f, 8 (916) 123-45-67"}'],
    ['percent escapes', `https://x.example/?q=${encodeURIComponent(secret)}&a=1`],
    ['hexadecimal', Buffer.from(`ab${Buffer.from(secret).toString('hex')}cd`)],
  ])('finds %s and names it without the value', (form, bytes) => {
    expect(found(bytes)).toEqual([`introduction (${form}) in file`]);
  });

  it.each([0, 1, 2, 3, 4])('finds Base64 of a longer text in which it begins at byte %i', (offset) => {
    const longer = Buffer.from(`${'x'.repeat(offset)}${secret} and more`);
    expect(found(longer.toString('base64'))).not.toEqual([]);
    expect(found(longer.toString('base64url'))).not.toEqual([]);
    expect(found(Buffer.from(longer.toString(), 'utf16le').toString('base64'))).not.toEqual([]);
  });

  it('finds a phone whichever way it is spelled', () => {
    const phones = phoneSpellings('+79161234567').flatMap((spelling) => needlesOf('phone', spelling));
    for (const text of ['+79161234567', '89161234567', '8 (916) 123-45-67', '+7 916 123 45 67', '8-916-123-45-67']) {
      expect(findLeaks([{ name: 'file', bytes: Buffer.from(`tel ${text}`) }], phones)).not.toEqual([]);
    }
  });
});
