import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { flowFileFormat, flowFileSchema, flowFileVersion } from '@voronka/contracts';
import type { FlowFile } from '@voronka/contracts';
import { canonicalJson } from '@voronka/domain';
import type { FlowGraph, LocalizedText } from '@voronka/domain';
import { FieldsError } from '../http/api-fault.ts';
import type { FieldProblem } from '../http/api-fault.ts';
import { fieldProblemsOf } from '../http/field-problems.ts';
import { depthOf, drawingProblems, meaningProblems, placeName } from './flow-file-problems.ts';

/** How deep values may be nested: far more than any flow needs, and little enough to be walked. */
const deepest = 100;

/** A flow as a file. The same flow makes the same file, so that files can be compared and kept under version control. */
export function fileOf(name: LocalizedText, flow: FlowGraph): FlowFile {
  return { format: flowFileFormat, version: flowFileVersion, name, flow, hash: hashOf(name, flow) };
}

/**
 * Reads the text of a file. What only another workspace knows, such as its stages, is left to the check of the draft.
 *
 * @throws FieldsError `Flow.FileInvalid`, whose fields name the places in the file
 */
export function readFlowFile(content: string): FlowFile {
  const value = parsed(content);
  refuseForeign(value);
  refuse(drawingProblems(value));
  const read = flowFileSchema.safeParse(value);
  if (!read.success) refuse(problemsOf(read.error.issues, value));
  const file = flowFileSchema.parse(value);
  if (file.hash !== undefined && file.hash !== hashOf(file.name, file.flow)) refuse([changedProblem]);
  refuse(meaningProblems(file.flow));
  return file;
}

function hashOf(name: LocalizedText, flow: FlowGraph): string {
  return createHash('sha256').update(canonicalJson({ name, flow })).digest('hex');
}

const changedProblem: FieldProblem = {
  path: 'hash',
  message: {
    ru: 'Файл повреждён или изменён вручную: содержимое не совпадает с отпечатком. Если вы правили его сами, удалите строку hash.',
    en: 'The file is damaged or was changed by hand: its content does not fit its fingerprint. If you edited it, remove the line "hash".',
  },
};

function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new FieldsError('Flow.FileInvalid', problems);
}

function problem(path: string, ru: string, en: string): never {
  throw new FieldsError('Flow.FileInvalid', [{ path, message: { ru, en } }]);
}

function parsed(content: string): unknown {
  try {
    const value: unknown = JSON.parse(content.replace(/^\uFEFF/u, ''));
    if (depthOf(value) <= deepest) return value;
  } catch (error) {
    const place = placeOf(content, error);
    problem('', `Это не JSON${place.ru}.`, `This is not JSON${place.en}.`);
  }
  return problem('', 'Значения вложены слишком глубоко.', 'Values are nested too deep.');
}

/** Line and column of the fault, where the parser tells its position. */
function placeOf(content: string, error: unknown): LocalizedText {
  const position = /at position (\d+)/u.exec(error instanceof Error ? error.message : '')?.[1];
  if (position === undefined) return { ru: '', en: '' };
  const lines = content.slice(0, Number(position)).split('\n');
  const [line, column] = [lines.length, (lines.at(-1)?.length ?? 0) + 1];
  return { ru: `: строка ${line}, знак ${column}`, en: `: line ${line}, column ${column}` };
}

function refuseForeign(value: unknown): void {
  const { format, version } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (format !== flowFileFormat) {
    problem('format', 'Это не файл сценария Воронки.', 'This is not a file with a flow of Voronka.');
  }
  if (version === flowFileVersion) return;
  problem(
    'version',
    'Файл сделан более новой версией программы. Обновите её и повторите.',
    'The file was made by a newer version of the program. Update it and try again.',
  );
}

function problemsOf(issues: readonly z.core.$ZodIssue[], value: unknown): FieldProblem[] {
  return fieldProblemsOf(issues).map(({ path, message }) => {
    const place = placeName(path, value);
    return { path, message: { ru: `${place.ru}: ${message.ru}.`, en: `${place.en}: ${message.en}.` } };
  });
}
