import type { FlowGraph } from '../flow-graph.ts';
import { collectContact, priceQuestion, qualify } from './conversation.templates.ts';
import { end, chain, start } from './template-parts.ts';
import type { FlowTemplate } from './template-parts.ts';
import { nightMode, noAnswer, stageBySignal } from './time.templates.ts';

/** Flows to begin with, in the order in which they are offered. */
export const flowTemplates = {
  priceQuestion,
  collectContact,
  qualify,
  nightMode,
  noAnswer,
  stageBySignal,
} as const satisfies Record<string, FlowTemplate>;

/** Name of a template. */
export type FlowTemplateName = keyof typeof flowTemplates;

/** The names of all templates. */
export const flowTemplateNames = Object.keys(flowTemplates) as FlowTemplateName[];

/** A flow with nothing in it but its beginning and its end: a drawing has at least one node. */
export function emptyFlow(): FlowGraph {
  return { nodes: [start(0), end([1, 0])], edges: chain('start', 'done') };
}
