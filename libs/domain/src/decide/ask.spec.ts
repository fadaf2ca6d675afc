import { askWording } from './ask.ts';

function text(value: string): { ru: string; en: string } {
  return { ru: value, en: value };
}

describe('the wording of a question', () => {
  const config = {
    slots: ['name', 'phone'],
    attempts: 5,
    question: text('first'),
    again: [
      { missing: ['phone'], text: text('phone 1') },
      { missing: ['phone', 'name'], text: text('both 1') },
      { missing: ['phone'], text: text('phone 2') },
    ],
  };
  const wording = (missing: string[], asked: number): string => askWording(config, missing, asked).en;

  it('is the question at first, when all is missing', () => expect(wording(['name', 'phone'], 0)).toBe('first'));

  it('is a re-ask at once when a part is known already', () => expect(wording(['phone'], 0)).toBe('phone 1'));

  it('is the re-asks for what is missing, in their order, the last one again and again', () => {
    expect(wording(['phone'], 1)).toBe('phone 1');
    expect(wording(['phone'], 2)).toBe('phone 2');
    expect(wording(['phone'], 4)).toBe('phone 2');
    expect(wording(['name', 'phone'], 3)).toBe('both 1');
  });

  it('is the question where no re-ask fits', () => expect(wording(['name'], 2)).toBe('first'));
});
