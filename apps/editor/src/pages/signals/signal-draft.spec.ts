import type { SignalSetup } from '@voronka/contracts';
import { changeOf, draftOf, faultsOf, readRule, writeRule } from './signal-draft.ts';

const signal: SignalSetup = {
  name: 'callBack',
  title: { ru: 'Звонок', en: 'Call' },
  sources: ['rule'],
  fields: [{ key: 'when', title: { ru: 'Когда', en: 'When' }, type: 'string', required: false }],
  cooldownSeconds: 60,
  oncePerDialogue: true,
  textRule: { fact: 'message.text', operator: 'hasAnyWord', value: ['звонок'] },
  onStage: null,
  enabled: true,
  usedBy: [],
  updatedAt: '2026-01-01T00:00:00.000Z',
};

describe('the words of a signal', () => {
  it('are one condition, or several of which one is enough', () => {
    expect(writeRule({ words: '', phrases: ' ' })).toBeNull();
    expect(writeRule({ words: 'звонок, перезвоните,', phrases: '' })).toEqual({
      fact: 'message.text',
      operator: 'hasAnyWord',
      value: ['звонок', 'перезвоните'],
    });
    expect(writeRule({ words: 'звонок', phrases: 'жду звонка' })).toEqual({
      any: [
        { fact: 'message.text', operator: 'hasAnyWord', value: ['звонок'] },
        { fact: 'message.text', operator: 'hasPhrase', value: 'жду звонка' },
      ],
    });
  });

  it('come back as they were written', () => {
    const draft = { words: 'звонок, перезвоните', phrases: 'жду звонка, наберите меня' };
    expect(readRule(writeRule(draft))).toEqual(draft);
  });

  it('are not shown where the condition is more than words', () => {
    expect(readRule({ all: [{ fact: 'message.text', operator: 'hasPhrase', value: 'x' }] })).toBeNull();
    expect(readRule({ fact: 'message.count', operator: 'greaterThan', value: 3 })).toBeNull();
  });
});

describe('a signal in the form', () => {
  it('is sent as it was when nothing was changed', () => {
    const { usedBy: _users, updatedAt: _at, ...sent } = signal;
    expect(changeOf(draftOf(signal), signal)).toEqual(sent);
  });

  it('keeps a condition that the form cannot show', () => {
    const odd: SignalSetup = {
      ...signal,
      textRule: { not: { fact: 'message.text', operator: 'hasPhrase', value: 'x' } },
    };
    expect(changeOf(draftOf(odd), odd).textRule).toEqual(odd.textRule);
  });

  it('forgets what belongs to a source that was taken away', () => {
    expect(changeOf({ ...draftOf(signal), sources: ['operator'] }, signal).textRule).toBeNull();
  });

  it('names what has to be corrected', () => {
    expect(faultsOf(draftOf(signal))).toEqual([]);
    expect(faultsOf({ ...draftOf(null), sources: ['rule'] })).toEqual(['name', 'ru', 'en', 'rule']);
    expect(faultsOf({ ...draftOf(signal), sources: [] })).toEqual(['sources']);
  });
});
