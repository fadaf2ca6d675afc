import type { FlowGraph } from '../flow-graph.ts';
import { asksSomething, end, firstSuggestion, flow, node, start, text } from './testing/flows.ts';

/** A rule with an output for each priority, in drawing order. */
function ranking(priorities: number[]): FlowGraph {
  const outputs = priorities.map((priority, at) => {
    const port = 'abcd'.charAt(at);
    return { port, title: text(port), priority, conditions: asksSomething };
  });
  const edges = [...outputs.map(({ port }) => `rule:${port}>end`), 'rule:otherwise>end'];
  return flow([start, node('rule', 'rule', { outputs }), end], ['start:next>rule', ...edges]);
}

describe('equal priorities', () => {
  it.each([
    [
      [1, 5, 5, 9],
      [10, 30, 20, 40],
    ],
    [
      [7, 7, 7],
      [30, 20, 10],
    ],
  ])('%j are numbered anew as %j: who won before wins, and of equals the one drawn first', (before, after) => {
    const { text: proposed, after: settled } = firstSuggestion(ranking(before));
    expect(proposed).toBe('Number the priorities anew and keep the order');
    expect(settled).toEqual(ranking(after));
  });
});
