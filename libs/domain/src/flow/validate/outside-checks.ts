import type { FieldDeclaration, FlowNode, FlowNodeOf } from '../flow-graph.ts';
import { signalsOf } from '../node-specifications.ts';
import type { CheckedFlow } from './checked-flow.ts';
import { isKey } from './declaration-checks.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import type { Suggestion } from './suggestion.ts';
import { suggest, suggestConfig } from './suggestion.ts';
import type { KnownSignal } from './surroundings.ts';

/** Where a node's signal stands in its config. */
function signalPath(node: FlowNode): string[] {
  return node.kind === 'wait' ? ['for', 'signal'] : ['signal'];
}

function nearestSignal(flow: CheckedFlow, node: FlowNode, name: string): Suggestion | null {
  const near = flow.signals?.nearest(name) ?? null;
  const title = near === null ? undefined : flow.signals?.known.get(near);
  if (near === null || !title) return null;
  const ru = `Взять сигнал «${title.ru}» (${near})`;
  return suggestConfig('chooseSignal', node, signalPath(node), near, ru, `Take the signal "${title.en}" (${near})`);
}

/** Whether the engine takes a signal that a flow raises: by a rule or a timer, and without any data. */
function isRaisable({ sources, fields }: KnownSignal): boolean {
  const allowed = sources?.some((source) => source === 'rule' || source === 'timer') ?? true;
  return allowed && !fields?.some((field) => field.required);
}

/** Signals: in the catalogue, and raised by a flow only where the catalogue lets it. */
export function checkSignals(flow: CheckedFlow, node: FlowNode): FlowFinding[] {
  const { signals } = flow;
  if (!signals) return [];
  const unknown = signalsOf(node)
    .filter((name) => !signals.known.has(name))
    .map((name) => finding('Flow.UnknownSignal', node.id, name, { suggestion: nearestSignal(flow, node, name) }));
  if (node.kind !== 'raiseSignal' || unknown.length > 0) return unknown;
  const declared = flow.surroundings.signals?.find(({ name }) => name === node.config.signal);
  if (!declared || isRaisable(declared)) return [];
  const { ru, en } = declared.title;
  const suggestion = suggest(
    'changeSettings',
    `Разрешить сигнал «${ru}» правилам и не требовать с ним данных`,
    `Let rules raise "${en}", and require no data with it`,
  );
  return [finding('Flow.SignalRefused', node.id, declared.title, { suggestion })];
}

function fieldFor(flow: CheckedFlow, node: FlowNodeOf<'callWebhook'>, key: string): Suggestion | null {
  const { answer } = node.config;
  const near = flow.fields.nearest(key);
  const title = near === null ? undefined : flow.fields.known.get(near);
  if (near !== null && title && !Object.hasOwn(answer, near)) {
    const renamed = Object.fromEntries(
      Object.entries(answer).map(([field, name]) => [field === key ? near : field, name]),
    );
    const ru = `Класть в поле «${title.ru}»`;
    return suggestConfig('chooseField', node, ['answer'], renamed, ru, `Put it into the field "${title.en}"`);
  }
  if (!isKey(key)) return null;
  const declared: FieldDeclaration = { key, title: { ru: key, en: key }, type: 'string', default: '' };
  return suggest('declareField', `Добавить поле «${key}» — текст`, `Add the field "${key}", a text`, [
    { kind: 'setFields', fields: [...(flow.graph.fields ?? []), declared] },
  ]);
}

/** Webhooks: set up, and their answers kept in fields that the flow declares. */
export function checkWebhook(flow: CheckedFlow, node: FlowNode): FlowFinding[] {
  if (node.kind !== 'callWebhook') return [];
  const { webhookId, answer } = node.config;
  const { webhooks } = flow.surroundings;
  const findings = Object.keys(answer)
    .filter((field) => !flow.fields.known.has(field))
    .map((field) => finding('Flow.UndeclaredField', node.id, field, { suggestion: fieldFor(flow, node, field) }));
  if (!webhooks || webhooks.includes(webhookId)) return findings;
  const [only] = webhooks;
  const suggestion =
    only !== undefined && webhooks.length === 1
      ? suggestConfig('chooseWebhook', node, ['webhookId'], only, 'Взять единственный вебхук', 'Take the only webhook')
      : null;
  return [finding('Flow.UnknownWebhook', node.id, webhookId, { suggestion }), ...findings];
}

/** Sub-flows: there, published, and not the flow itself. What is inside is checked when they are drawn in. */
export function checkSubFlow({ surroundings }: CheckedFlow, node: FlowNode): FlowFinding[] {
  if (node.kind !== 'subFlow') return [];
  const { flowId, flows } = surroundings;
  if (node.config.flowId === flowId) return [finding('Flow.SubFlowRecursive', node.id)];
  if (!flows) return [];
  const known = flows.find(({ id }) => id === node.config.flowId);
  if (!known) {
    const others = flows.filter(({ id, published, archived }) => published && !archived && id !== flowId);
    const [only] = others;
    const suggestion =
      only && others.length === 1
        ? suggestConfig(
            'chooseFlow',
            node,
            ['flowId'],
            only.id,
            'Взять единственный другой сценарий',
            'Take the only other flow',
          )
        : null;
    return [finding('Flow.SubFlowUnknown', node.id, '', { suggestion })];
  }
  if (known.published) return known.archived ? [finding('Flow.SubFlowArchived', node.id)] : [];
  const suggestion = suggest('publishFlow', 'Опубликовать подсценарий', 'Publish the sub-flow');
  return [finding('Flow.SubFlowUnpublished', node.id, '', { suggestion })];
}
