import { dialogueListQuerySchema } from '@voronka/contracts';
import { dialogueAddress, everyDialogue, formatView, isFiltered, listQuery, parseView } from './dialogues-address.ts';
import type { DialoguesView } from './dialogues-address.ts';

const plain: DialoguesView = { search: '', ...everyDialogue, tab: 'chat', why: null, turn: null, node: null };
const there = (view: DialoguesView) => parseView(new URLSearchParams(formatView(view)));

describe('the address bar of the dialogues', () => {
  it.each<DialoguesView>([
    plain,
    { ...plain, search: 'Анна & Ко', status: 'needsManager' },
    { ...plain, today: 'leads', why: 'message-7' },
    { ...plain, tab: 'timeline', turn: 3 },
    { ...plain, tab: 'flow', node: 'askForPrice', status: 'open' },
    { ...plain, status: 'open', funnel: 'f-1', stage: '-' },
  ])('holds the whole view: %j', (view) => {
    expect(there(view)).toEqual(view);
  });

  it('is empty for the usual view', () => {
    expect(formatView(plain)).toBe('');
  });

  it('forgets what belongs to another tab', () => {
    expect(there({ ...plain, tab: 'timeline', why: 'm1', node: 'n1', turn: 2 })).toEqual({
      ...plain,
      tab: 'timeline',
      turn: 2,
    });
  });

  it('opens an old or mistyped link as far as it is understood', () => {
    expect(parseView(new URLSearchParams('?status=lost&tab=replay&turn=-1&today=week&q=x'))).toEqual({
      ...plain,
      search: 'x',
    });
  });

  it('keeps filter and tab when another dialogue is opened, and drops what was open in the last one', () => {
    const view: DialoguesView = { ...plain, status: 'incident', tab: 'flow', node: 'n1' };
    expect(dialogueAddress('a/b', view)).toBe('/dialogues/a%2Fb?status=incident&tab=flow');
    expect(dialogueAddress(null, view)).toBe('/dialogues?status=incident&tab=flow');
  });
});

describe('what the list asks for', () => {
  it('is what the API takes', () => {
    const query = listQuery({ search: '  +7 916 ', ...everyDialogue, status: 'open', today: 'dialogues' });
    expect(dialogueListQuerySchema.parse(query)).toEqual({
      search: '+7 916',
      status: 'open',
      today: 'dialogues',
      limit: 50,
    });
  });

  it('counts spaces as no search', () => {
    expect(isFiltered({ search: '  ', ...everyDialogue })).toBe(false);
    expect(listQuery({ search: '  ', ...everyDialogue })).toEqual({ limit: 50 });
  });
});
