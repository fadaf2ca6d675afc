import type { AssistantSetup } from '@voronka/contracts';
import { changeOf, draftOf, faultsOf } from './assistant-draft.ts';

const saved: AssistantSetup = {
  id: 'a',
  name: 'Ассистент',
  kind: 'languageModel',
  mode: 'movesStages',
  enabled: true,
  settings: { deadlineSeconds: 15, baseUrl: 'https://m.example/v1', model: 'small', temperature: 0 },
  hasSecret: true,
  flowId: null,
  channels: [],
};

describe('the form of an assistant', () => {
  it('saves what it was opened with when nothing is changed, and leaves the key alone', () => {
    expect(changeOf(draftOf(saved))).toEqual({
      kind: 'languageModel',
      mode: 'movesStages',
      settings: saved.settings,
    });
  });

  it('leaves out what is empty', () => {
    const draft = {
      ...draftOf(saved),
      baseUrl: ' ',
      model: '',
      temperature: '' as const,
      deadlineSeconds: '' as const,
    };
    expect(changeOf(draft).settings).toEqual({ deadlineSeconds: 20 });
  });

  it('sends a new key, or forgets the stored one', () => {
    expect(changeOf({ ...draftOf(saved), apiKey: ' new ' }).apiKey).toBe('new');
    expect(changeOf({ ...draftOf(saved), forgetKey: true }).apiKey).toBeNull();
    expect(changeOf({ ...draftOf(saved), forgetKey: true, apiKey: 'new' }).apiKey).toBe('new');
  });

  it('wants an address and a name for a language model, and for nothing else', () => {
    const empty = { ...draftOf(saved), baseUrl: '', model: '' };
    expect(faultsOf(empty)).toEqual({ baseUrl: 'required', model: 'required' });
    expect(faultsOf({ ...empty, kind: 'outside' })).toEqual({});
    expect(faultsOf({ ...empty, baseUrl: 'm.example', model: 'small' })).toEqual({ baseUrl: 'badAddress' });
    expect(faultsOf({ ...empty, kind: 'builtIn', baseUrl: 'ftp://m.example' })).toEqual({ baseUrl: 'badAddress' });
    expect(faultsOf(draftOf(saved))).toEqual({});
  });
});
