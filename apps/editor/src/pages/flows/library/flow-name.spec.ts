import { describe, expect, it } from '@jest/globals';
import { wholeName } from './flow-name.ts';

describe('a flow’s name', () => {
  it('stands in for the language that was left empty', () => {
    expect(wholeName({ ru: ' Ночь ', en: ' ' })).toEqual({ ru: 'Ночь', en: 'Ночь' });
    expect(wholeName({ ru: '', en: 'Night' })).toEqual({ ru: 'Night', en: 'Night' });
    expect(wholeName({ ru: 'Ночь', en: 'Night' })).toEqual({ ru: 'Ночь', en: 'Night' });
  });

  it('is none while nothing is typed', () => {
    expect(wholeName({ ru: ' ', en: '' })).toBeNull();
  });
});
