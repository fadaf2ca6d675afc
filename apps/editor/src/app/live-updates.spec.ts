import { keys } from '../api/query-keys.ts';
import { boardsAfter, countsAfter, staleAfter } from './live-updates.tsx';

describe('what an event makes stale', () => {
  it('is the dialogue it names, the lists and the overview', () => {
    expect(staleAfter('dialogue', { id: 'd1' })).toEqual([keys.dialogue('d1'), keys.dialogueLists, keys.overview]);
  });

  it('is every dialogue when the event names none', () => {
    expect(staleAfter('dialogue', {})).toContainEqual(['dialogue']);
  });

  it('is, for an incident, the open dialogue too, where its banner stands', () => {
    expect(staleAfter('incident', { id: 'd1' })).toEqual(
      expect.arrayContaining([keys.dialogue('d1'), keys.incidents, keys.dialogueLists]),
    );
    expect(staleAfter('incident', {})).toContainEqual(['dialogue']);
  });

  it('are the numbers on the canvas and on the funnels, too, when a dialogue or its incidents changed', () => {
    expect(countsAfter('dialogue')).toEqual([keys.flowTraffics, keys.funnels]);
    expect(countsAfter('incident')).toEqual([keys.flowTraffics, keys.funnels]);
    expect(countsAfter('held')).toEqual([]);
  });

  it('are the boards, when a dialogue or its incidents changed: a card may have moved', () => {
    expect(boardsAfter('dialogue')).toEqual([keys.boards]);
    expect(boardsAfter('incident')).toEqual([keys.boards]);
    expect(boardsAfter('typing')).toEqual([]);
  });

  it('is nothing for a typing mark', () => {
    expect(countsAfter('typing')).toEqual([]);
    expect(staleAfter('typing', { dialogueId: 'd1' })).toEqual([]);
  });
});
