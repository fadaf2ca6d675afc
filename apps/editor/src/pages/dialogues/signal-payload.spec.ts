import { faultsOf, payloadOf } from './signal-payload.ts';
import type { SignalField } from './signal-payload.ts';

const title = { ru: 'x', en: 'x' };
const fields: SignalField[] = [
  { key: 'when', title, type: 'string', required: true },
  { key: 'sum', title, type: 'number', required: false },
  { key: 'urgent', title, type: 'boolean', required: false },
  { key: 'agreed', title, type: 'boolean', required: true },
];

describe('the values of a signal', () => {
  it('are sent in their types, without what was left empty', () => {
    expect(payloadOf(fields, { when: ' завтра ', sum: '1,5' })).toEqual({ when: 'завтра', sum: 1.5, agreed: false });
    expect(payloadOf(fields, { when: 'x', sum: ' ', urgent: true })).toEqual({
      when: 'x',
      urgent: true,
      agreed: false,
    });
  });

  it('are faulty where something needed is missing or no number', () => {
    expect(faultsOf(fields, {})).toEqual(['when']);
    expect(faultsOf(fields, { when: ' ', sum: 'много' })).toEqual(['when', 'sum']);
    expect(faultsOf(fields, { when: 'x', sum: '' })).toEqual([]);
  });
});
