import type { Multifield } from '../model.ts';
import { InvalidFieldError } from '../rest-error.ts';
import { applyMultifields, communicationKey } from './multifield-rules.ts';

const phone: Multifield = { id: 1, typeId: 'PHONE', valueType: 'WORK', value: '+79161234567' };
const noIds = (): number => {
  throw new Error('no id was needed');
};

describe('applyMultifields', () => {
  it('adds without looking for the same value: a repeated update doubles a phone', () => {
    const change = { kind: 'add', typeId: 'PHONE', valueType: 'WORK', value: phone.value } as const;
    expect(applyMultifields([phone], [change], () => 2)).toEqual([phone, { ...phone, id: 2 }]);
  });

  it('edits by id, keeping what is not given', () => {
    expect(applyMultifields([phone], [{ kind: 'edit', id: 1, valueType: 'MOBILE', value: null }], noIds)).toEqual([
      { ...phone, valueType: 'MOBILE' },
    ]);
  });

  it('passes over ids the card does not have', () => {
    const current = [phone];
    expect(applyMultifields(current, [{ kind: 'delete', id: 99 }], noIds)).toBe(current);
  });

  it('refuses an e-mail that is none', () => {
    const change = { kind: 'add', typeId: 'EMAIL', valueType: 'WORK', value: 'анна' } as const;
    expect(() => applyMultifields([], [change], () => 1)).toThrow(InvalidFieldError);
  });
});

describe('communicationKey', () => {
  it.each([
    ['PHONE', '+7 (916) 123-45-67', '79161234567'],
    ['PHONE', '+79161234567 доб. 12', '79161234567'],
    ['PHONE', '+79161234567,12', '79161234567'],
    ['PHONE', '89161234567', '89161234567'],
    ['EMAIL', ' Anna@Mail.RU ', 'anna@mail.ru'],
  ])('%s %s compares as %s', (type, value, key) => {
    expect(communicationKey(type, value)).toBe(key);
  });
});
