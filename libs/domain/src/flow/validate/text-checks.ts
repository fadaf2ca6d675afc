import { variablesOf } from '../../decide/template.ts';
import type { FlowNode, LocalizedText } from '../flow-graph.ts';
import { templatesOf } from '../node-specifications.ts';
import type { CheckedFlow } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import type { Suggestion } from './suggestion.ts';
import { suggest } from './suggestion.ts';

function renamed(text: string, from: string, to: string): string {
  return text.replace(/\{\{\s*([^{}]*?)\s*\}\}/gu, (whole, name: string) => (name === from ? `{{${to}}}` : whole));
}

/** The nearest variable, put into every text of the node that has the unknown one. */
function nearestVariable(flow: CheckedFlow, node: FlowNode, name: string): Suggestion | null {
  const near = flow.variables.nearest(name);
  const title = near === null ? undefined : flow.variables.known.get(near);
  if (near === null || !title) return null;
  const changes = templatesOf(node).flatMap((text): Suggestion['changes'] => {
    const value = { ru: renamed(text.ru, name, near), en: renamed(text.en, name, near) };
    const path = flow.pathTo(node.config, text);
    const same = value.ru === text.ru && value.en === text.en;
    return same ? [] : [{ kind: 'setConfig', nodeId: node.id, path, value }];
  });
  return suggest(
    'chooseVariable',
    `Взять переменную {{${near}}} — «${title.ru}»`,
    `Take the variable {{${near}}}, "${title.en}"`,
    changes,
  );
}

/** The other language's words to translate from; null where neither has any. */
function translation({ ru, en }: LocalizedText): Suggestion | null {
  const russian = ru.trim();
  const english = en.trim();
  if (russian === english) return null;
  return russian === ''
    ? suggest('writeText', `Перевести на русский: «${english}»`, `Translate into Russian: "${english}"`)
    : suggest('writeText', `Перевести на английский: «${russian}»`, `Translate into English: "${russian}"`);
}

function isEmpty({ ru, en }: LocalizedText): boolean {
  return ru.trim() === '' || en.trim() === '';
}

/** Texts: both languages filled, variables known. */
export function checkTexts(flow: CheckedFlow, node: FlowNode): FlowFinding[] {
  const texts = templatesOf(node);
  const used = new Set(texts.flatMap(({ ru, en }) => [...variablesOf(ru), ...variablesOf(en)]));
  const empty = texts.find(isEmpty);
  return [
    ...[...used]
      .filter((name) => !flow.variables.known.has(name))
      .map((name) => finding('Flow.UnknownVariable', node.id, name, { suggestion: nearestVariable(flow, node, name) })),
    ...(empty ? [finding('Flow.EmptyText', node.id, '', { suggestion: translation(empty) })] : []),
  ];
}
