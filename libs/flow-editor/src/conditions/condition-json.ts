import { conditionTreeSchema } from '@voronka/contracts/flow';
import type { ConditionTree, LocalizedText } from '@voronka/domain';
import { problemsOf } from '../forms/problem.ts';
import { JsonFault, placeOf, readJson } from './json-places.ts';
import type { TextPlace } from './json-places.ts';

/** What is wrong with a condition written as JSON. */
export interface JsonProblem extends TextPlace {
  message: LocalizedText;
  /** Where in the tree: `all[0].value`; empty for the whole, and for what is no JSON. */
  path: string;
}

/** A condition read from JSON, or all that is wrong with it. */
export type ConditionReading = { tree: ConditionTree } | { problems: JsonProblem[] };

/** A condition as people edit it by hand. */
export function conditionJson(tree: ConditionTree): string {
  return JSON.stringify(tree, null, 2);
}

function pathInWords(path: readonly (string | number)[]): string {
  return path.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`)).join('');
}

/** The offset of a part, or of the nearest around it that is there. */
function offsetOf(offsets: ReadonlyMap<string, number>, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const offset = offsets.get(JSON.stringify(path.slice(0, length)));
    if (offset !== undefined) return offset;
  }
  return 0;
}

/** Reads a condition from JSON. Nothing of a text with problems is taken. */
export function readCondition(source: string): ConditionReading {
  try {
    const { value, offsets } = readJson(source);
    const problems = problemsOf(conditionTreeSchema, value).map(({ path, message }): JsonProblem => ({
      ...placeOf(source, offsetOf(offsets, path)),
      message,
      path: pathInWords(path),
    }));
    // The schema has just accepted it; its own copy would lose nothing but the order of keys.
    return problems.length > 0 ? { problems } : { tree: value as ConditionTree };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { problems: [{ ...placeOf(source, error.offset), message: error.said, path: '' }] };
  }
}
