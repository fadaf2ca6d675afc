import type { BrowserContext } from 'playwright-core';
import { flowSchema } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import type { Stack } from '@voronka/testing';
import { DraftPage } from '@voronka/testing/browser';

/** What claims about the canvas are made with: the product, and a browser in which an admin is logged in. */
export interface Bench {
  readonly stack: Stack;
  readonly context: BrowserContext;
}

/** Makes a flow of its own with this drawing and opens its draft in a tab of its own. */
export async function ownDraft({ stack, context }: Bench, name: string, graph: FlowGraph): Promise<DraftPage> {
  const body = { name: { ru: name, en: name }, from: { kind: 'empty' } };
  const { id } = flowSchema.parse(await stack.admin.call('/api/flows', { method: 'POST', body }));
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const draft = new DraftPage(page, stack, id);
  await draft.put(graph);
  await draft.open();
  return draft;
}

/** The demo flow again and again, each below the one before, as many nodes as are wished. */
export function demoFlows(count: number): FlowGraph {
  const { nodes: some, edges: joins } = priceAndContactFlow;
  const copies = Array.from({ length: Math.ceil(count / some.length) }, (_, copy) => copy);
  const nodes = copies.flatMap((copy) =>
    some.map((node) => ({
      ...node,
      id: `${node.id}-${copy}`,
      position: { x: node.position.x, y: node.position.y + copy * 640 },
    })),
  );
  const kept = new Set(nodes.slice(0, count).map(({ id }) => id));
  const edges = copies.flatMap((copy) =>
    joins.map((edge) => ({
      ...edge,
      id: `${edge.id}-${copy}`,
      source: `${edge.source}-${copy}`,
      target: `${edge.target}-${copy}`,
    })),
  );
  return {
    nodes: nodes.slice(0, count),
    edges: edges.filter(({ source, target }) => kept.has(source) && kept.has(target)),
  };
}
