import { saidByClient, testParsers, turnOf } from '../testing/turn.ts';
import { createPersonalDataMask } from './personal-data.ts';

function maskOf(...texts: string[]) {
  return createPersonalDataMask(turnOf({ messages: saidByClient(...texts) }), testParsers);
}

describe('personal data in texts for a language model', () => {
  it('become placeholders: names, phones and e-mails, and come back in the answer', () => {
    const said = 'Меня зовут Анна, мой номер +7 916 123-45-67, почта Anna.Petrova@example.com';
    const mask = maskOf(said);
    const hidden = mask.hide(said);
    expect(hidden).toBe('Меня зовут [name 1], мой номер [phone 1], почта [email 1]');
    expect(mask.reveal('[name 1], перезвоним на [phone 1] и напишем на [email 1]')).toBe(
      'Анна, перезвоним на +79161234567 и напишем на anna.petrova@example.com',
    );
  });

  it('have one placeholder a value, however it is written', () => {
    const mask = maskOf('8 (916) 123-45-67');
    expect(mask.hide('8 (916) 123-45-67')).toBe('[phone 1]');
    expect(mask.hide('+79161234567, нет, 8 925 000 11 22')).toBe('[phone 1], нет, [phone 2]');
    expect(mask.hide('A@b.ru и a@B.ru')).toBe('[email 1] и [email 1]');
  });

  it('are hidden when the number is dictated in words', () => {
    const said = 'звоните на восемь девятьсот шестнадцать 123 45 67 после шести';
    const hidden = maskOf(said).hide(said);
    expect(hidden).toContain('[phone 1]');
    expect(hidden).not.toMatch(/девятьсот|123/);
    expect(hidden).toContain('после шести');
  });

  it.each([
    ['a foreign number', 'call +1 (212) 555-0100'],
    ['a number that is not valid', 'мой 8 916 123-45-678 9'],
    ['a local number', 'звоните 222-33-22'],
    ['a long run of digits', 'карта 4111 1111 1111 1111'],
  ])('count as a phone when in doubt: %s', (_what, said) => {
    expect(maskOf(said).hide(said)).toMatch(/\[phone 1\]$/);
  });

  it.each([
    'Бюджет 1 500 000 рублей',
    'Нужно 250 000 шт',
    'Дом 1985 года, 120 квадратов',
    'Какая версия сайта и откуда доставка?',
    'Сколько стоит?',
  ])('are not seen where there are none: %s', (said) => {
    expect(maskOf(said).hide(said)).toBe(said);
  });

  it('hide a known name in all its cases, in the words of all sides, and in no other word', () => {
    const slots = turnOf().slots.map((slot) => (slot.key === 'name' ? { ...slot, value: 'Вера Соколова' } : slot));
    const mask = createPersonalDataMask(turnOf({ slots }), testParsers);
    expect(mask.hide('Вера, передам Вере Соколовой')).toBe('[name 1], передам [name 1] [name 2]');
    expect(mask.hide('верно, это новая версия')).toBe('верно, это новая версия');
    expect(mask.reveal('[name 1] [name 2]')).toBe('Вера Соколова');
  });

  it('do not come back for a placeholder that stands for nothing', () => {
    const mask = maskOf('+7 916 123-45-67');
    mask.hide('+7 916 123-45-67');
    expect(mask.reveal('Звоним на [ Phone 1 ]')).toBe('Звоним на +79161234567');
    expect(mask.reveal('Звоним на [phone 2]')).toBeNull();
    expect(mask.reveal('Звоним на [phone]')).toBeNull();
  });
});
