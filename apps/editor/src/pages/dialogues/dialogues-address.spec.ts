import { dialogueListQuerySchema } from '@voronka/contracts';
import {
  dialogueAddress,
  everyDialogue,
  flowPlaceAddress,
  formatView,
  isFiltered,
  listQuery,
  parseView,
  withoutTimes,
} from './dialogues-address.ts';
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
    { ...plain, flow: 'f-1', edge: 'ask-next-done', from: '2026-03-01T21:00:00.000Z', to: '2026-03-02T21:00:00.000Z' },
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

describe('a place in a flow', () => {
  const flow = '6f1d3c52-0a1e-4b7c-9d2e-000000000006';
  const from = '2026-03-01T21:00:00.000Z';

  it('is what the API takes, and narrows the list', () => {
    const view = parseView(new URLSearchParams(flowPlaceAddress({ flow, passed: 'ask', from }).split('?')[1]));
    expect(dialogueListQuerySchema.parse(listQuery(view))).toEqual({ flow, passed: 'ask', from, limit: 50 });
    expect(isFiltered(view)).toBe(true);
  });

  it('says nothing without its flow', () => {
    expect(parseView(new URLSearchParams('?at=ask&edge=e'))).toEqual(plain);
  });

  it('keeps its times only as long as something in it happened in them', () => {
    const place = { ...plain, flow, at: 'ask', passed: 'done', from, to: null };
    expect(withoutTimes(place)).toMatchObject({ passed: 'done', from });
    expect(withoutTimes({ ...place, passed: null })).toEqual({
      flow,
      at: 'ask',
      incidentAt: null,
      passed: null,
      edge: null,
      from: null,
      to: null,
    });
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
