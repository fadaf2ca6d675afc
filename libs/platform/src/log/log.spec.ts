import { VoronkaError } from '@voronka/contracts';
import { correlationId, withCorrelation } from './correlation.ts';
import type { LogFields } from './log-fields.ts';
import { createLogger } from './logger.ts';
import { maskUrl } from './mask-url.ts';

function capture() {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({
    service: 'test',
    level: 'debug',
    destination: { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  return { lines, logger };
}

describe('logger', () => {
  it('writes service, level, time, message and the allowed fields', () => {
    const { lines, logger } = capture();
    logger.info({ dialogueId: 'd-1', durationMs: 12 }, 'step done');
    expect(lines).toEqual([
      expect.objectContaining({ service: 'test', level: 'info', dialogueId: 'd-1', durationMs: 12, msg: 'step done' }),
    ]);
    expect(lines[0]?.time).toMatch(/^\d{4}-.*Z$/);
  });

  it('drops every field that is not on the list, nested ones too', () => {
    const { lines, logger } = capture();
    const careless = { dialogueId: 'd-1', phone: '+79161234567', code: { name: 'Анна' } } as unknown as LogFields;
    logger.child(careless).warn(careless, 'x');
    expect(JSON.stringify(lines)).not.toMatch(/79161234567|Анна/);
    expect(lines[0]).toMatchObject({ dialogueId: 'd-1' });
  });

  it('keeps our own error messages and drops foreign ones, in causes too', () => {
    const { lines, logger } = capture();
    const foreign = Object.assign(new Error("insert into contact values ('Анна')"), { code: '23505' });
    logger.error(
      { err: new VoronkaError('Crm.Busy', 'another attempt writes', { waitMs: 5 }, { cause: foreign }) },
      'x',
    );
    expect(lines[0]?.err).toMatchObject({
      name: 'VoronkaError',
      code: 'Crm.Busy',
      message: 'another attempt writes',
      details: { waitMs: 5 },
      cause: { name: 'Error', code: '23505' },
    });
    expect(JSON.stringify(lines)).not.toContain('Анна');
  });

  it('masks addresses', () => {
    const { lines, logger } = capture();
    logger.info({ url: 'https://demo.bitrix24.ru/rest/1/s3cr3t/crm.lead.add?x=1' }, 'x');
    expect(lines[0]?.url).toBe('https://demo.bitrix24.ru/***');
  });

  it('carries the correlation id of the work at hand, over awaits, and none outside', async () => {
    const { lines, logger } = capture();
    await withCorrelation('c-1', async () => {
      await Promise.resolve();
      logger.info({}, 'inside');
    });
    logger.info({}, 'outside');
    expect(lines.map((line) => line.correlationId)).toEqual(['c-1', undefined]);
    expect(correlationId()).toBeNull();
  });
});

describe('maskUrl', () => {
  it.each([
    ['https://user:pass@host/', 'https://host'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['https://hooks.example.com/services/T0/B0/XYZ', 'https://hooks.example.com/***'],
    ['https://host/?token=abc', 'https://host/***'],
    ['no address', '(not a URL)'],
  ])('%s', (url, masked) => {
    expect(maskUrl(url)).toBe(masked);
  });
});
