import type { LocalizedText } from '@voronka/domain';
import { z } from 'zod';
import { text } from './text.ts';

// The page's content security policy forbids `eval`, which zod would try out first.
z.config({ jitless: true });

/** What is wrong with one value, and where it stands. */
export interface Problem {
  path: readonly (string | number)[];
  message: LocalizedText;
}

type Issue = z.core.$ZodIssue;

const missing = text('Заполните поле', 'Fill in this field');

function tooSmall({ minimum, origin }: Extract<Issue, { code: 'too_small' }>): LocalizedText {
  if (origin === 'string') return missing;
  if (origin === 'array') {
    return minimum === 1
      ? text('Добавьте хотя бы одно', 'Add at least one')
      : text(`Нужно не меньше ${minimum}`, `At least ${minimum} are needed`);
  }
  return text(`Не меньше ${minimum}`, `At least ${minimum}`);
}

function tooBig({ maximum, origin }: Extract<Issue, { code: 'too_big' }>): LocalizedText {
  if (origin === 'string') return text(`Не длиннее ${maximum} знаков`, `At most ${maximum} characters`);
  return text(`Не больше ${maximum}`, `At most ${maximum}`);
}

function wrongType({ expected }: Extract<Issue, { code: 'invalid_type' }>): LocalizedText {
  switch (expected) {
    case 'int':
      return text('Нужно целое число', 'A whole number is needed');
    case 'number':
      return text('Нужно число', 'A number is needed');
    case 'string':
      return text('Нужен текст', 'A text is needed');
    case 'boolean':
      return text('Нужно true или false', 'true or false is needed');
    case 'array':
      return text('Нужен список в квадратных скобках', 'A list in square brackets is needed');
    case 'object':
      return text('Нужна запись в фигурных скобках', 'An object in curly brackets is needed');
    default:
      return text('Здесь нужно другое значение', 'Another value is needed here');
  }
}

function inWords(issue: Issue): LocalizedText {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_type':
      return wrongType(issue);
    case 'unrecognized_keys': {
      const keys = issue.keys.join(', ');
      return text(`Лишнее: ${keys}`, `Not known here: ${keys}`);
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return text(`Возможные значения: ${values}`, `Possible values: ${values}`);
    }
    case 'invalid_format':
      return text('Здесь нужно другое значение', 'Another value is needed here');
    default:
      return text('Значение не подходит', 'This value does not fit');
  }
}

/**
 * The issues of the variant that was meant: a condition tree's by its key, else those of the variant with the fewest.
 */
function meant(variants: readonly (readonly Issue[])[], value: unknown): readonly Issue[] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const byKey = ['all', 'any', 'not'].findIndex((key) => keys.includes(key));
  if (byKey >= 0 && variants.length === 4) return variants[byKey] ?? [];
  if (variants.length === 4) return variants[3] ?? [];
  return [];
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => {
    if (typeof part !== 'object' || part === null) return undefined;
    return new Map(Object.entries(part)).get(String(key));
  }, value);
}

function flatten(issue: Issue, value: unknown, base: readonly (string | number)[]): Problem[] {
  const steps = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  const path = [...base, ...steps];
  if (issue.code === 'invalid_union') {
    const part = at(value, issue.path);
    const inner = meant(issue.errors, part).flatMap((deeper) => flatten(deeper, part, path));
    if (inner.length > 0) return inner;
  }
  return [{ path, message: inWords(issue) }];
}

/** What a schema finds wrong with a value, in words, each with its place; empty when the value fits. */
export function problemsOf(schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.flatMap((issue) => flatten(issue, value, []));
}
