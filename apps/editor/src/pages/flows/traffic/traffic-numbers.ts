import type { FlowTraffic } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { groupRef, membersOf } from '@voronka/flow-editor';
import type { CanvasTraffic, PlaceNumber } from '@voronka/flow-editor';
import type { Locale } from '../../../i18n/i18n.ts';
import { flowPlaceAddress } from '../../dialogues/dialogues-address.ts';
import type { TimeSpan } from './traffic-period.ts';

/** What the numbers are called in the reader's language. */
export interface TrafficWords {
  locale: Locale;
  /** The sentence of a number; `of`: the whole that a connection's number is a part of. */
  title: (
    number: PlaceNumber['of'],
    values: { count: number; node: string; target?: string; share?: string },
  ) => string;
  /** The sentence of a number that a folded group has for its nodes. */
  groupTitle: (number: 'standing' | 'incidents', values: { count: number; group: string; nodes: string }) => string;
}

/** A number of a place that the drawing does not have. */
export interface GoneNumber {
  key: string;
  title: string;
  href: string;
}

/** The numbers, where the drawing has their place, and the others. */
export interface DrawnTraffic {
  canvas: CanvasTraffic;
  gone: GoneNumber[];
}

/** "62 %" with a narrow space, or "62%"; never 0 or 100 for what is only near it. */
export function percent(share: number, locale: Locale): string {
  const whole = share <= 0 || share >= 1 ? Math.round(share) * 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
  return locale === 'ru' ? `${whole}\u202f%` : `${whole}%`;
}

/**
 * Lays the counts of a flow on a drawing of it, by ids: a connection or node that another version had, and this drawing
 * does not have, is told apart with the name it had there.
 */
export function drawTraffic(
  { nodes, edges }: FlowTraffic,
  graph: FlowGraph,
  place: { flowId: string; span: TimeSpan },
  words: TrafficWords,
): DrawnTraffic {
  const { locale, title } = words;
  const { flowId: flow, span } = place;
  const canvas = { nodes: new Map<string, PlaceNumber[]>(), edges: new Map<string, PlaceNumber[]>() };
  const gone: GoneNumber[] = [];
  const counted = new Map(nodes.map((node) => [node.nodeId, node]));
  const drawn = new Map(graph.nodes.map((node) => [node.id, node]));
  const nameOf = (id: string) => (drawn.get(id) ?? counted.get(id))?.label[locale] ?? id;

  for (const { nodeId, passed, standing, incidents } of nodes) {
    const node = nameOf(nodeId);
    const numbers = [
      { of: 'passed' as const, count: passed, filter: { passed: nodeId, ...span } },
      { of: 'standing' as const, count: standing, filter: { at: nodeId } },
      { of: 'incidents' as const, count: incidents, filter: { incidentAt: nodeId } },
    ].flatMap(({ of, count, filter }): (PlaceNumber & { href: string })[] =>
      count === 0
        ? []
        : [{ of, text: String(count), title: title(of, { count, node }), href: flowPlaceAddress({ flow, ...filter }) }],
    );
    if (drawn.has(nodeId)) canvas.nodes.set(nodeId, numbers);
    else
      gone.push(...numbers.map(({ of, title: sentence, href }) => ({ key: `${of} ${nodeId}`, title: sentence, href })));
  }

  for (const [id, numbers] of groupNumbers(graph, canvas.nodes, words)) canvas.nodes.set(id, numbers);

  const taken = new Map(edges.map((edge) => [edge.edgeId, edge]));
  for (const { id, source, target } of graph.edges) {
    const edge = taken.get(id);
    // Where nobody came by there is no part of anything to tell.
    if (!edge && !counted.get(source)?.passed) continue;
    const { dialogues: count = 0, share: part = 0 } = edge ?? {};
    const share = percent(part, locale);
    const sentence = title('took', { count, node: nameOf(source), target: nameOf(target), share });
    const href = count === 0 ? null : flowPlaceAddress({ flow, edge: id, ...span });
    canvas.edges.set(id, [{ of: 'took', text: `${count} · ${share}`, title: sentence, href }]);
  }
  const drawnEdges = new Set(graph.edges.map(({ id }) => id));
  for (const { edgeId, source, target, dialogues: count, share } of edges) {
    if (drawnEdges.has(edgeId)) continue;
    const values = { count, node: nameOf(source), target: nameOf(target), share: percent(share, locale) };
    gone.push({ key: edgeId, title: title('took', values), href: flowPlaceAddress({ flow, edge: edgeId, ...span }) });
  }
  return { canvas, gone };
}

/**
 * What the nodes of a group have together, for its box when it is folded. A dialogue stands at one node, so those can be
 * summed; who passed would be counted at every node. With one node to be counted, the number leads to its dialogues; with
 * several, the group is opened first.
 */
function groupNumbers(
  graph: FlowGraph,
  ofNodes: ReadonlyMap<string, readonly PlaceNumber[]>,
  { locale, groupTitle }: TrafficWords,
): Map<string, PlaceNumber[]> {
  const titles = new Map(graph.groups?.map(({ id, title }) => [id, title]));
  const sums = [...membersOf(graph)].map(([groupId, members]) => {
    const numbers = (['standing', 'incidents'] as const).flatMap((of): PlaceNumber[] => {
      const counted = members.flatMap(({ id, label }) => {
        const number = ofNodes.get(id)?.find((one) => one.of === of);
        return number ? [{ name: label[locale], count: Number(number.text), href: number.href }] : [];
      });
      const [first, ...others] = counted;
      if (!first) return [];
      const count = counted.reduce((sum, node) => sum + node.count, 0);
      const nodes = counted.map((node) => `${node.name} ${node.count}`).join(', ');
      const title = groupTitle(of, { count, group: titles.get(groupId) ?? '', nodes });
      return [{ of, text: String(count), title, href: others.length === 0 ? first.href : null }];
    });
    return [groupRef(groupId), numbers] as const;
  });
  return new Map(sums.filter(([, numbers]) => numbers.length > 0));
}
