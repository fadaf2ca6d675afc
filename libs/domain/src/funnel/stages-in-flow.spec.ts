import type { ConditionTree, FlowNode } from '../flow/flow-graph.ts';
import { priceAndContactFlow } from '../flow/price-and-contact.flow.ts';
import { stagesInFlow } from './stages-in-flow.ts';

const name = { ru: '', en: '' };
const onMove = (stageKeys: string[], when: ConditionTree | null): FlowNode => ({
  id: 'n',
  kind: 'stageMovedTrigger',
  label: name,
  position: { x: 0, y: 0 },
  config: { stageKeys, by: [], when },
});

describe('the stages that a flow depends on', () => {
  it('are those that its steps move to', () => {
    expect([...stagesInFlow(priceAndContactFlow)]).toEqual(expect.arrayContaining(['unsorted', 'firstContact']));
  });

  it('are those that it waits for or compares with, however deep', () => {
    const when: ConditionTree = {
      all: [
        { fact: 'stage', operator: 'equal', value: 'a' },
        { not: { any: [{ fact: 'move.previous', operator: 'in', value: ['b', 'c'] }] } },
        { fact: 'channel.name', operator: 'equal', value: 'd' },
        { fact: 'stage', operator: 'notEqual', value: '' },
      ],
    };
    expect([...stagesInFlow({ nodes: [onMove(['e'], when)] })].sort()).toEqual(['a', 'b', 'c', 'e']);
    expect([...stagesInFlow({ nodes: [onMove([], null)] })]).toEqual([]);
  });
});
