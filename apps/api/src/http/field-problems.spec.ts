import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fieldProblemsOf } from './field-problems.ts';

function problemOf(schema: z.ZodType, value: unknown) {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('the value fits');
  return fieldProblemsOf(parsed.error.issues)[0];
}

describe('what is wrong with a field', () => {
  const cases: [string, z.ZodType, unknown, string, string][] = [
    ['missing', z.object({ name: z.string() }), {}, 'name', 'is required'],
    ['of another type', z.object({ name: z.string() }), { name: 1 }, 'name', 'must be a text'],
    ['empty', z.object({ name: z.string().min(1) }), { name: '' }, 'name', 'must not be empty'],
    ['too short', z.object({ next: z.string().min(10) }), { next: 'a' }, 'next', 'must have at least 10 characters'],
    ['too long', z.object({ name: z.string().max(2) }), { name: 'abc' }, 'name', 'must have at most 2 characters'],
    ['too small', z.object({ limit: z.number().min(1) }), { limit: 0 }, 'limit', 'must be at least 1'],
    [
      'too many',
      z.object({ tags: z.array(z.string()).max(1) }),
      { tags: ['a', 'b'] },
      'tags',
      'must have at most 1 items',
    ],
    ['no uuid', z.object({ id: z.uuid() }), { id: 'x' }, 'id', 'must be a UUID'],
    [
      'none of the choices',
      z.object({ locale: z.enum(['ru', 'en']) }),
      { locale: 'de' },
      'locale',
      'must be one of: ru, en',
    ],
    ['not known', z.strictObject({}), { role: 1 }, '', 'unknown fields: role'],
    [
      'deep inside',
      z.object({ a: z.array(z.object({ b: z.string() })) }),
      { a: [{ b: 1 }] },
      'a.0.b',
      'must be a text',
    ],
  ];

  it.each(cases)('is said when it is %s', (_what, schema, value, path, en) => {
    const problem = problemOf(schema, value);
    expect(problem).toEqual({ path, message: { ru: expect.stringMatching(/[а-яё]/), en } });
  });

  it('never repeats the value', () => {
    const problem = problemOf(z.object({ phone: z.string().regex(/^\d$/) }), { phone: '+7 916' });
    expect(JSON.stringify(problem)).not.toContain('916');
  });

  it('is told fifty times at most', () => {
    const parsed = z.array(z.string()).safeParse(Array.from({ length: 200 }, () => 1));
    expect(fieldProblemsOf(parsed.error?.issues ?? [])).toHaveLength(50);
  });
});
