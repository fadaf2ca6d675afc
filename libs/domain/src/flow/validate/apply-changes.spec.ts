import { applyChanges } from './apply-changes.ts';
import { asking, chain, end, reply, start } from './testing/flows.ts';

const graph = chain([start, reply('hi'), end]);
const edge = { id: 'e', source: 'start', port: 'next', target: 'end' };

describe('changes of a flow', () => {
  it('add a node, and leave what is drawn', () => {
    const bye = reply('bye');
    expect(applyChanges(graph, [{ kind: 'addNode', node: bye }])).toEqual({ ...graph, nodes: [...graph.nodes, bye] });
  });

  it('remove a node with its edges, and no others', () => {
    expect(applyChanges(graph, [{ kind: 'removeNode', nodeId: 'hi' }])).toEqual({ nodes: [start, end], edges: [] });
    const around = { ...graph, edges: [...graph.edges, edge] };
    expect(applyChanges(around, [{ kind: 'removeNode', nodeId: 'hi' }]).edges).toEqual([edge]);
  });

  it('rename a node along with the edges to and from it', () => {
    const { nodes, edges } = applyChanges(graph, [{ kind: 'renameNode', nodeId: 'hi', newId: 'hello' }]);
    expect(nodes.map(({ id }) => id)).toEqual(['start', 'hello', 'end']);
    expect(edges.map(({ source, target }) => `${source}>${target}`)).toEqual(['start>hello', 'hello>end']);
    const area = { position: { x: 0, y: 0 }, size: { width: 300, height: 300 } };
    const talk = { id: 'g', title: 'Talk', color: 'grey' as const, nodeIds: ['hi', 'end'], collapsed: false, ...area };
    const grouped = { ...graph, groups: [talk] };
    const { groups } = applyChanges(grouped, [{ kind: 'renameNode', nodeId: 'hi', newId: 'hello' }]);
    expect(groups).toEqual([{ ...talk, nodeIds: ['hello', 'end'] }]);
  });

  it('remove the last of equal edges, and nothing for one that is gone', () => {
    const twice = { ...graph, edges: [edge, ...graph.edges, edge] };
    expect(applyChanges(twice, [{ kind: 'removeEdge', edge }]).edges).toEqual([edge, ...graph.edges]);
    for (const other of [{ id: 'f' }, { source: 'hi' }, { port: 'else' }, { target: 'hi' }]) {
      expect(applyChanges(twice, [{ kind: 'removeEdge', edge: { ...edge, ...other } }])).toEqual(twice);
    }
    expect(applyChanges(graph, [{ kind: 'removeEdge', edge }])).toEqual(graph);
  });

  it('set a value in a config, in lists too, and leave the rest', () => {
    const nested = asking({ again: [{ missing: ['phone'], text: { ru: 'а', en: 'a' } }] });
    const path = ['again', 0, 'text', 'en'];
    const changed = applyChanges(nested, [{ kind: 'setConfig', nodeId: 'ask', path, value: 'b' }]);
    expect(changed.nodes[1]?.config).toMatchObject({ again: [{ missing: ['phone'], text: { ru: 'а', en: 'b' } }] });
    expect(changed.nodes[0]).toBe(nested.nodes[0]);
    expect(nested.nodes[1]?.config).toMatchObject({ again: [{ text: { en: 'a' } }] });
  });

  it('leave a config alone where the path leads nowhere', () => {
    for (const path of [
      ['again', 5],
      ['attempts', 'x', 'y'],
    ]) {
      expect(applyChanges(asking(), [{ kind: 'setConfig', nodeId: 'ask', path, value: 1 }])).toEqual(asking());
    }
  });

  it('take a key out of a config', () => {
    const asks = asking({ skipKnown: false });
    const path = ['skipKnown'];
    const changed = applyChanges(asks, [{ kind: 'setConfig', nodeId: 'ask', path, value: undefined }]);
    expect(changed).toEqual(asking());
    expect(Object.keys(changed.nodes[1]?.config ?? {})).not.toContain('skipKnown');
  });
});
