import { flowNodeSchema } from '@voronka/contracts';
import { nodeSpecifications, priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph, FlowNode, NodeKind } from '@voronka/domain';
import { connect, connectionRefusal, edgeOfPort, nextPortOf, reconnect, targetsFor } from './connections.ts';
import { addNode, freePlace, insertOnEdge, placeOnEdge, remove, replaceNode, shiftNodes } from './graph-edits.ts';
import { newNode } from './new-node.ts';

const graph = priceAndContactFlow;
const at = { x: 0, y: 0 };
const reply = newNode('reply', { id: 'hello', position: at });

function nodeOf(drawing: FlowGraph, id: string): FlowNode {
  const node = drawing.nodes.find((known) => known.id === id);
  if (!node) throw new Error(`no node ${id}`);
  return node;
}

const targetOf = (drawing: FlowGraph, source: string, port: string) => edgeOfPort(drawing, { source, port })?.target;

describe('a new node', () => {
  it.each(Object.keys(nodeSpecifications) as NodeKind[])('of kind %s passes the schema as it comes', (kind) => {
    const node = newNode(kind, { id: 'fresh', position: at });
    expect(flowNodeSchema.parse(node)).toEqual(node);
    expect(node.label).toEqual(nodeSpecifications[kind].title);
  });

  it('names what exists, where something is known', () => {
    expect(newNode('moveStage', { id: 'a', position: at }, { stageKey: 'won' }).config).toEqual({ stageKey: 'won' });
    expect(newNode('raiseSignal', { id: 'a', position: at }, { signal: 'hot' }).config).toEqual({ signal: 'hot' });
  });

  it('can be led to at once from the way out it was drawn from', () => {
    const drawn = addNode(graph, reply, { source: 'start', port: 'next' });
    expect(targetOf(drawn, 'start', 'next')).toBe('hello');
    expect(drawn.edges.filter(({ source }) => source === 'start')).toHaveLength(1);
  });

  it('is not drawn twice', () => {
    expect(addNode(graph, nodeOf(graph, 'start'))).toBe(graph);
  });
});

describe('connections', () => {
  it('are refused into a trigger, from a way out that is not there, to the node itself and to nothing', () => {
    const refusal = (source: string, port: string, target: string) =>
      connectionRefusal(graph, { source, port, target });
    expect(refusal('thanks', 'next', 'start')).toBe('entersTrigger');
    expect(refusal('thanks', 'sideways', 'history')).toBe('unknownPort');
    expect(refusal('thanks', 'next', 'thanks')).toBe('toItself');
    expect(refusal('thanks', 'next', 'nothing')).toBe('unknownNode');
    expect(refusal('asksPrice', 'otherwise', 'thanks')).toBeNull();
    expect(connect(graph, { source: 'thanks', port: 'next', target: 'start' })).toBe(graph);
  });

  it('lead a way out elsewhere instead of to two places', () => {
    const led = connect(graph, { source: 'asksPrice', port: 'price', target: 'thanks' });
    expect(led.edges).toHaveLength(graph.edges.length);
    expect(targetOf(led, 'asksPrice', 'price')).toBe('thanks');
  });

  it('can be moved at either end', () => {
    const edge = edgeOfPort(graph, { source: 'asksPrice', port: 'price' });
    const target = reconnect(graph, edge?.id ?? '', { source: 'asksPrice', port: 'price', target: 'thanks' });
    expect(targetOf(target, 'asksPrice', 'price')).toBe('thanks');
    const source = reconnect(graph, edge?.id ?? '', { source: 'asksPrice', port: 'otherwise', target: 'askForPrice' });
    expect(targetOf(source, 'asksPrice', 'price')).toBeUndefined();
    expect(targetOf(source, 'asksPrice', 'otherwise')).toBe('askForPrice');
  });

  it('begin at the way out that leads nowhere yet', () => {
    const cut = { ...graph, edges: graph.edges.filter(({ port }) => port !== 'otherwise') };
    expect(nextPortOf(cut, nodeOf(cut, 'asksPrice'))).toBe('otherwise');
    expect(nextPortOf(graph, nodeOf(graph, 'asksPrice'))).toBe('price');
    expect(nextPortOf(graph, newNode('end', { id: 'e', position: at }))).toBeNull();
  });

  it('may lead to every node but the triggers and itself', () => {
    const ids = targetsFor(graph, 'asksPrice').map(({ id }) => id);
    expect(ids).not.toContain('start');
    expect(ids).not.toContain('asksPrice');
    expect(ids).toHaveLength(graph.nodes.length - 2);
  });
});

describe('a node put into a connection', () => {
  const edge = edgeOfPort(graph, { source: 'start', port: 'next' });

  it('stands between its ends', () => {
    const drawn = insertOnEdge(graph, edge?.id ?? '', reply);
    expect(targetOf(drawn, 'start', 'next')).toBe('hello');
    expect(targetOf(drawn, 'hello', 'next')).toBe(edge?.target);
  });

  it('leads on by its first way out', () => {
    const rule = newNode('rule', { id: 'choice', position: at });
    const drawn = insertOnEdge(graph, edge?.id ?? '', rule);
    expect(targetOf(drawn, 'choice', 'yes')).toBe(edge?.target);
    expect(targetOf(drawn, 'choice', 'otherwise')).toBeUndefined();
  });

  it('is no trigger', () => {
    const trigger = newNode('manualTrigger', { id: 'button', position: at });
    expect(insertOnEdge(graph, edge?.id ?? '', trigger)).toBe(graph);
  });

  it('has its place between them', () => {
    const { x, y } = placeOnEdge(graph, edge?.id ?? '');
    expect({ x, y }).toEqual({ x: 150, y: 160 });
  });
});

describe('changed settings', () => {
  const rule = nodeOf(graph, 'asksPrice');
  if (rule.kind !== 'rule') throw new Error('asksPrice is the rule');
  const [price] = rule.config.outputs;
  if (!price) throw new Error('the rule has an output');

  it('take the connections of ways out that vanished along', () => {
    const ask = nodeOf(graph, 'askForPrice');
    const silence = { remindAfterMinutes: 5, reminders: [], closeAfterMinutes: 9 };
    const patient = { ...ask, config: { ...ask.config, silence } } as FlowNode;
    const led = connect(replaceNode(graph, patient), { source: ask.id, port: 'silent', target: 'thanks' });
    expect(targetOf(led, ask.id, 'silent')).toBe('thanks');
    const back = replaceNode(led, ask);
    expect(targetOf(back, ask.id, 'silent')).toBeUndefined();
    expect(targetOf(back, ask.id, 'collected')).toBe(targetOf(graph, ask.id, 'collected'));
  });

  it('keep the connection of a way out that is only called otherwise', () => {
    const renamed = { ...rule, config: { outputs: [{ ...price, port: 'cost' }] } };
    expect(targetOf(replaceNode(graph, renamed), rule.id, 'cost')).toBe(targetOf(graph, rule.id, 'price'));
  });

  it('leave the other nodes the same objects', () => {
    const renamed = replaceNode(graph, { ...rule, label: { ru: 'Иначе', en: 'Else' } });
    for (const [index, node] of renamed.nodes.entries()) {
      if (node.id !== rule.id) expect(node).toBe(graph.nodes[index]);
    }
    expect(renamed.edges).toBe(graph.edges);
  });
});

describe('places', () => {
  it('move together', () => {
    const moved = shiftNodes(graph, new Set(['start', 'asksPrice']), { x: 20, y: -20 });
    expect(nodeOf(moved, 'start').position).toEqual({ x: 20, y: 140 });
    expect(nodeOf(moved, 'thanks')).toBe(nodeOf(graph, 'thanks'));
    expect(shiftNodes(graph, new Set(['start']), at)).toBe(graph);
  });

  it('are free where a node is added', () => {
    let drawing: FlowGraph = { nodes: [], edges: [] };
    for (const id of ['a', 'b', 'c', 'd']) {
      drawing = addNode(drawing, newNode('reply', { id, position: freePlace(drawing, 'a', 'down') }));
    }
    const places = drawing.nodes.map(({ position }) => `${position.x}:${position.y}`);
    expect(new Set(places).size).toBe(4);
  });
});

describe('removing', () => {
  it('takes the connections of a node along and leaves the rest', () => {
    const left = remove(graph, new Set(['asksPrice']), new Set());
    expect(left.edges.some(({ source, target }) => source === 'asksPrice' || target === 'asksPrice')).toBe(false);
    expect(left.nodes).toHaveLength(graph.nodes.length - 1);
    expect(remove(graph, new Set(['nothing']), new Set(['nothing']))).toBe(graph);
  });
});
