import type { z } from 'zod';
import type { LocalizedText } from '@voronka/domain';
import type { FieldProblem } from './api-fault.ts';

type Issue = z.core.$ZodIssue;

const typeNames: Readonly<Record<string, LocalizedText>> = {
  string: { ru: 'нужен текст', en: 'must be a text' },
  number: { ru: 'нужно число', en: 'must be a number' },
  int: { ru: 'нужно целое число', en: 'must be a whole number' },
  boolean: { ru: 'нужно да или нет', en: 'must be true or false' },
  array: { ru: 'нужен список', en: 'must be a list' },
  object: { ru: 'нужен объект JSON', en: 'must be a JSON object' },
};

const formatNames: Readonly<Record<string, LocalizedText>> = {
  uuid: { ru: 'нужен идентификатор UUID', en: 'must be a UUID' },
  url: { ru: 'нужен адрес вида https://example.com/', en: 'must be an address like https://example.com/' },
  regex: { ru: 'не тот вид', en: 'has the wrong form' },
  datetime: { ru: 'нужно время вида 2026-03-02T09:00:00Z', en: 'must be a time like 2026-03-02T09:00:00Z' },
};

const other: LocalizedText = { ru: 'недопустимое значение', en: 'is not allowed' };
const missing: LocalizedText = { ru: 'обязательное поле', en: 'is required' };

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): LocalizedText {
  const least = String(issue.minimum);
  switch (issue.origin) {
    case 'string':
      return issue.minimum === 1
        ? { ru: 'не может быть пустым', en: 'must not be empty' }
        : { ru: `не короче ${least} знаков`, en: `must have at least ${least} characters` };
    case 'array':
      return { ru: `не меньше ${least} элементов`, en: `must have at least ${least} items` };
    default:
      return { ru: `не меньше ${least}`, en: `must be at least ${least}` };
  }
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>): LocalizedText {
  const most = String(issue.maximum);
  switch (issue.origin) {
    case 'string':
      return { ru: `не длиннее ${most} знаков`, en: `must have at most ${most} characters` };
    case 'array':
      return { ru: `не больше ${most} элементов`, en: `must have at most ${most} items` };
    default:
      return { ru: `не больше ${most}`, en: `must be at most ${most}` };
  }
}

function textOf(issue: Issue): LocalizedText {
  switch (issue.code) {
    case 'invalid_type':
      // zod tells a missing value only in its sentence: the input itself is not part of an issue.
      return issue.message.endsWith('received undefined') ? missing : (typeNames[issue.expected] ?? other);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return formatNames[issue.format] ?? other;
    case 'unrecognized_keys':
      return { ru: `лишние поля: ${issue.keys.join(', ')}`, en: `unknown fields: ${issue.keys.join(', ')}` };
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { ru: `одно из: ${values}`, en: `must be one of: ${values}` };
    }
    case 'custom':
      return (issue.params?.['text'] as LocalizedText | undefined) ?? other;
    default:
      return other;
  }
}

/** Problems shown at most; a broken flow can have thousands. */
const shownAtMost = 50;

/** What is wrong where, in both languages. Never repeats a value that was sent. */
export function fieldProblemsOf(issues: readonly Issue[]): FieldProblem[] {
  return issues
    .slice(0, shownAtMost)
    .map((issue) => ({ path: issue.path.map(String).join('.'), message: textOf(issue) }));
}
