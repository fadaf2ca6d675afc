import { nodeSpecifications, operatorSpecifications, validateFlow } from '@voronka/domain';
import type { FindingCode, FlowGraph, LocalizedText } from '@voronka/domain';
import type { FieldProblem } from '../http/api-fault.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Problems told at most; a broken file can have thousands. */
const toldAtMost = 20;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a file calls something, cut so that it cannot fill the page. */
function quotable(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** How deep a value is nested, without recursion: the value may be anything. */
export function depthOf(value: unknown): number {
  let depth = 0;
  for (let level = [value]; level.length > 0; depth += 1) {
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return depth;
}

function nodesOf(value: unknown): readonly unknown[] {
  const flow = isObject(value) ? value['flow'] : undefined;
  const nodes = isObject(flow) ? flow['nodes'] : undefined;
  return Array.isArray(nodes) ? nodes : [];
}

function nodeName(node: unknown, at: number): LocalizedText {
  const label = isObject(node) && isObject(node['label']) ? node['label'] : {};
  const ru = typeof label['ru'] === 'string' ? ` «${quotable(label['ru'])}»` : '';
  const en = typeof label['en'] === 'string' ? ` "${quotable(label['en'])}"` : '';
  return { ru: `Узел ${at + 1}${ru}`, en: `Node ${at + 1}${en}` };
}

const parts: Readonly<Record<string, LocalizedText>> = {
  'flow.nodes': { ru: 'Узлы', en: 'Nodes' },
  'flow.edges': { ru: 'Связи', en: 'Connections' },
};

/** What people call a place in the file: a node by its number and name, everything else by its path. */
export function placeName(path: string, value: unknown): LocalizedText {
  const [, at, rest = ''] = /^flow\.nodes\.(\d+)\.?(.*)$/u.exec(path) ?? [];
  if (at === undefined) return parts[path] ?? { ru: path || 'Файл', en: path || 'The file' };
  const name = nodeName(nodesOf(value)[Number(at)], Number(at));
  return rest === '' ? name : { ru: `${name.ru}, ${rest}`, en: `${name.en}, ${rest}` };
}

/** Conditions with an operator that nobody knows, wherever they stand in a node. */
function unknownOperators(part: unknown, path: string): { path: string; operator: unknown }[] {
  if (typeof part !== 'object' || part === null) return [];
  const here =
    isObject(part) && Object.hasOwn(part, 'fact') && !Object.hasOwn(operatorSpecifications, String(part['operator']))
      ? [{ path: `${path}.operator`, operator: part['operator'] }]
      : [];
  const deeper = Object.entries(part).flatMap(([key, inner]) => unknownOperators(inner, `${path}.${key}`));
  return [...here, ...deeper];
}

/**
 * Kinds and operators that this version does not know, each named with its place: the schema could only say that nothing
 * fits.
 */
export function drawingProblems(value: unknown): FieldProblem[] {
  return nodesOf(value)
    .flatMap((node, at): FieldProblem[] => {
      const path = `flow.nodes.${at}`;
      const name = nodeName(node, at);
      const kind = isObject(node) ? node['kind'] : undefined;
      if (!Object.hasOwn(nodeSpecifications, String(kind))) {
        const ru = `${name.ru}: неизвестный вид узла «${quotable(kind)}».`;
        return [{ path: `${path}.kind`, message: { ru, en: `${name.en}: unknown kind of node "${quotable(kind)}".` } }];
      }
      return unknownOperators(node, path).map(({ path: place, operator }) => ({
        path: place,
        message: {
          ru: `${name.ru}: неизвестный оператор «${quotable(operator)}».`,
          en: `${name.en}: unknown operator "${quotable(operator)}".`,
        },
      }));
    })
    .slice(0, toldAtMost);
}

/** What no workspace could run, whatever its funnel, signals and CRM are. */
const brokenEverywhere: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'Flow.DuplicateId',
  'Flow.ReservedId',
  'Flow.DanglingEdge',
  'Flow.UnknownPort',
  'Flow.DuplicateEdge',
  'Flow.EntersTrigger',
  'Flow.CycleWithoutWait',
  'Flow.CycleThroughKnown',
]);

/** Circles without a wait, edges into nothing, names that stand twice. */
export function meaningProblems(flow: FlowGraph): FieldProblem[] {
  const nowhere = { funnel: { id: '', name: { ru: '', en: '' }, stages: [] }, stageMapping: null };
  const labels = new Map(flow.nodes.map(({ id, label }) => [id, label]));
  return validateFlow(flow, { ...nowhere, checkPattern: () => null })
    .filter(({ code }) => brokenEverywhere.has(code))
    .slice(0, toldAtMost)
    .map(({ nodeId, message }) => {
      const label = nodeId === null ? undefined : labels.get(nodeId);
      return {
        path: nodeId === null ? 'flow' : `flow.nodes.${nodeId}`,
        message: label
          ? { ru: `«${label.ru}»: ${message.ru}.`, en: `"${label.en}": ${message.en}.` }
          : { ru: `${message.ru}.`, en: `${message.en}.` },
      };
    });
}
