import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogFiles } from './log-files.ts';
import { readLogLine, type LogLine } from './log-line.ts';
import { isWanted } from './logs-command.ts';
import { showLine } from './show-line.ts';

describe('readLogLine', () => {
  it('reads our own lines', () => {
    const line =
      '{"level":"warn","time":"2026-01-31T12:00:00.000Z","service":"api","pid":7,"correlationId":"c1","msg":"slow","durationMs":900}';
    expect(readLogLine(line, 'file', 0)).toEqual({
      atMs: Date.parse('2026-01-31T12:00:00.000Z'),
      service: 'api',
      level: 'warn',
      message: 'slow',
      correlationId: 'c1',
      fields: { durationMs: 900 },
    });
  });

  it('reads lines of Temporal, whose "service" is an inner part, and of PostgreSQL', () => {
    const temporal = '{"time":"2026-01-31T12:00:00.5Z","level":"ERROR","msg":"lost","service":"history"}';
    expect(readLogLine(temporal, 'temporal', 0)).toMatchObject({
      service: 'temporal',
      level: 'error',
      message: 'lost',
    });
    const postgres = '2026-01-31 12:00:01.250 UTC [42] FATAL:  out of space';
    expect(readLogLine(postgres, 'postgres', 0)).toMatchObject({
      atMs: Date.parse('2026-01-31T12:00:01.250Z'),
      level: 'error',
      message: 'out of space',
    });
  });

  it('gives a line without a time that of the line before it', () => {
    expect(readLogLine('    at somewhere', 'worker', 5)).toMatchObject({ atMs: 5, service: 'worker', level: 'info' });
    expect(readLogLine('{"msg":"no time"}', 'worker', 6).atMs).toBe(6);
  });

  it('reads numbered levels as well', () => {
    expect(readLogLine('{"level":50,"time":1}', 'x', 0)).toMatchObject({ level: 'error', atMs: 1 });
    expect(readLogLine('{"level":20,"time":1}', 'x', 0).level).toBe('debug');
  });
});

describe('LogFiles', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
    mkdirSync(join(home, 'logs'));
  });
  afterEach(() => rmSync(home, { recursive: true }));
  const path = (name: string) => join(home, 'logs', name);
  const json = (second: number, msg: string) =>
    `${JSON.stringify({ level: 'info', time: `2026-01-31T12:00:0${second}.000Z`, msg })}\n`;
  const messages = (lines: LogLine[]) => lines.map(({ message }) => message);

  it('puts the lines of all programs together by time', () => {
    writeFileSync(path('api.log'), json(1, 'first') + json(4, 'fourth'));
    writeFileSync(path('worker.log'), json(2, 'second'));
    writeFileSync(path('worker.log.1'), json(0, 'older'));
    writeFileSync(path('notes.txt'), 'not a log\n');
    expect(messages(new LogFiles(home).next())).toEqual(['older', 'first', 'second', 'fourth']);
  });

  it('goes on with what came since, also of a program that started later, and never shows half a line', () => {
    writeFileSync(path('api.log'), json(1, 'first'));
    const files = new LogFiles(home);
    files.next();
    const next = json(2, 'Привет');
    appendFileSync(path('api.log'), Buffer.from(next).subarray(0, 70));
    expect(files.next()).toEqual([]);
    appendFileSync(path('api.log'), Buffer.from(next).subarray(70));
    writeFileSync(path('worker.log'), json(3, 'new'));
    expect(messages(files.next())).toEqual(['Привет', 'new']);
    expect(files.next()).toEqual([]);
  });

  it('has nothing to say about a home without logs', () => {
    expect(new LogFiles(join(home, 'absent')).next()).toEqual([]);
  });
});

describe('what is shown', () => {
  const line: LogLine = {
    atMs: Date.parse('2026-01-31T12:00:00.000Z'),
    service: 'api',
    level: 'error',
    message: 'refused',
    correlationId: 'abc-1',
    fields: { code: 'Crm.Rejected', attempt: 2 },
  };

  it('can be narrowed to a correlation id, or a beginning of it, and to problems', () => {
    const all = { correlationId: null, problems: false };
    expect(isWanted(line, all)).toBe(true);
    expect(isWanted(line, { ...all, correlationId: 'abc' })).toBe(true);
    expect(isWanted(line, { ...all, correlationId: 'other' })).toBe(false);
    expect(isWanted({ ...line, correlationId: null }, { ...all, correlationId: 'abc' })).toBe(false);
    expect(isWanted({ ...line, level: 'info' }, { ...all, problems: true })).toBe(false);
    expect(isWanted(line, { ...all, problems: true })).toBe(true);
  });

  it('is one line with program, message, fields and correlation id, without colours unless wanted', () => {
    const shown = showLine(line, false);
    expect(shown).toMatch(/^\d\d:\d\d:\d\d\.000 api {6}✗ refused {2}code=Crm\.Rejected attempt=2 #abc-1$/);
    const escape = String.fromCharCode(27);
    expect(shown).not.toContain(escape);
    expect(showLine(line, true)).toContain(escape);
  });
});
