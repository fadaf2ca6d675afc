import { arrangeStages, defaultStages, stageKeyFor, stageListProblems } from './edit-stages.ts';
import type { StageWish } from './edit-stages.ts';

const present: StageWish[] = defaultStages.map(({ key, name, semantics }) => ({ key, name, semantics }));
const added = (ru: string, en: string, semantics: StageWish['semantics'] = 'open'): StageWish => {
  return { key: null, name: { ru, en }, semantics };
};
const check = (wishes: StageWish[]) => stageListProblems(wishes, defaultStages);

describe('a list of stages', () => {
  it('is in order as it was, reordered, and with stages added or taken away', () => {
    const [first, second, ...rest] = present as [StageWish, StageWish, ...StageWish[]];
    expect(check(present)).toEqual([]);
    expect(check([second, first, ...rest])).toEqual([]);
    expect(check([first, added('Замер', 'Measuring'), ...rest])).toEqual([]);
    expect(check([first])).toEqual([]);
  });

  it('has no two stages of one name, however it is written', () => {
    expect(check([added('Замер', 'Measuring'), added('«замер»', 'Visit')])).toEqual([{ at: 1, what: 'nameTaken' }]);
    expect(check([added('Замер', 'Visit'), added('Визит', 'visit')])).toEqual([{ at: 1, what: 'nameTaken' }]);
  });

  it('keeps stages that close cards at its end', () => {
    expect(check([...present, added('Замер', 'Measuring')])).toEqual([{ at: 6, what: 'closedBeforeOpen' }]);
  });

  it('leaves cards open somewhere', () => {
    expect(check([added('Успех', 'Success', 'won')])).toEqual([{ at: null, what: 'noOpenStage' }]);
    expect(check([])).toEqual([{ at: null, what: 'noOpenStage' }]);
  });

  it('knows only keys that are there, each once, with the meaning they have', () => {
    const [first] = present as [StageWish];
    expect(check([{ ...first, key: 'nowhere' }])).toEqual([{ at: 0, what: 'unknownKey' }]);
    expect(check([first, { ...first, name: { ru: 'Ещё', en: 'Again' } }])).toEqual([{ at: 1, what: 'unknownKey' }]);
    expect(check([...present.slice(1, 2), { ...first, semantics: 'lost' }])).toEqual([
      { at: 1, what: 'meaningChanged' },
    ]);
  });
});

describe('a new stage', () => {
  it.each([
    ['Contract sent', 'contractSent'],
    ['Unsorted', 'unsorted2'],
    ['Замер', 'stage'],
    ['2nd call', 'stage'],
  ])('called %s gets the key %s', (en, key) => {
    expect(stageKeyFor({ ru: '', en }, new Set(['unsorted']))).toBe(key);
  });

  it('never gets a key that was used before, nor that of another new one', () => {
    const stages = arrangeStages([added('А', 'Visit'), added('Б', 'Visit!')], new Set(['visit']));
    expect(stages.map(({ key, sort }) => [key, sort])).toEqual([
      ['visit2', 10],
      ['visit3', 20],
    ]);
  });
});
