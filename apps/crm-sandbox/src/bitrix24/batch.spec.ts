import type { Json } from '../http/json.ts';
import { fillReferences, parseBatch, runBatch } from './batch.ts';
import { RestError } from './rest-error.ts';
import { timeReport } from './time-report.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const time = timeReport(0, 0, { seconds: 0, resetAtMs: 0 });

describe('parseBatch', () => {
  it('takes a map or a list of commands and decodes their queries once', () => {
    expect(plain(parseBatch({ cmd: { a: 'CRM.Lead.Get?id=%24result%5Bx%5D', b: 'server.time' } }))).toEqual([
      { key: 'a', method: 'crm.lead.get', params: { id: '$result[x]' } },
      { key: 'b', method: 'server.time', params: {} },
    ]);
    expect(parseBatch({ cmd: ['scope'] })).toMatchObject([{ key: '0', method: 'scope' }]);
  });

  it('keeps a question mark inside a query', () => {
    expect(plain(parseBatch({ cmd: { a: 'm?text=как?' } }))).toMatchObject([{ params: { text: 'как?' } }]);
  });

  it('allows fifty commands and no more', () => {
    const commands = (count: number): Json => Array.from({ length: count }, () => 'scope');
    expect(parseBatch({ cmd: commands(50) })).toHaveLength(50);
    expect(() => parseBatch({ cmd: commands(51) })).toThrow(RestError);
  });
});

describe('fillReferences', () => {
  const results = new Map<string, Json>([
    ['lead', 7],
    ['read', { ID: '7', PHONE: [{ VALUE: '+7916' }] }],
    ['found', []],
  ]);
  const fill = (value: Json): Json => fillReferences(value, results);

  it.each<[string, Json, Json]>([
    ['a whole value keeps its type', '$result[lead]', 7],
    ['a path reaches into maps and lists', '$result[read][PHONE][0][VALUE]', '+7916'],
    ['inside a text the scalar stands', 'Лид №$result[lead] и $result[read][ID]', 'Лид №7 и 7'],
    ['a missing value becomes empty', '$result[found][CONTACT][0]', ''],
    ['a missing command becomes empty', 'x$result[nope]', 'x'],
    ['other texts stay', '$100 за $result', '$100 за $result'],
    ['nested parameters are reached', { fields: { CONTACT_IDS: ['$result[lead]'] } }, { fields: { CONTACT_IDS: [7] } }],
    ['an object prototype is out of reach', '$result[read][constructor][name]', ''],
  ])('%s', (_, value, expected) => {
    expect(fill(value)).toEqual(expected);
  });
});

describe('runBatch', () => {
  const run = (
    method: string,
  ): { answer: { result: Json; total?: number; next?: number } | RestError; time: typeof time } => ({
    answer: method === 'bad' ? new RestError(400, '', 'Not found') : { result: method, total: 120, next: 50 },
    time,
  });
  const commands = parseBatch({ cmd: { a: 'good', b: 'bad', c: 'good' } });

  it('sorts outcomes into maps by key', () => {
    expect(runBatch(commands, false, run)).toEqual({
      result: { a: 'good', c: 'good' },
      result_error: { b: { error: '', error_description: 'Not found' } },
      result_total: { a: 120, c: 120 },
      result_next: { a: 50, c: 50 },
      result_time: { a: time, c: time },
    });
  });

  it('stops at the first error when it must halt', () => {
    expect(runBatch(commands, true, run)).toMatchObject({ result: { a: 'good' }, result_error: { b: { error: '' } } });
  });

  it('answers lists for commands given as a list', () => {
    expect(runBatch(parseBatch({ cmd: ['x', 'y'] }), true, run)).toMatchObject({
      result: ['x', 'y'],
      result_error: [],
    });
  });
});
