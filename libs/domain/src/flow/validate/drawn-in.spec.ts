import type { FlowGraph } from '../flow-graph.ts';
import {
  ask,
  asking,
  chain,
  codes,
  end,
  flow,
  inOne,
  node,
  onCard,
  reply,
  start,
  surroundings,
  text,
} from './testing/flows.ts';
import { permissionsOf } from './testing/surroundings.cases.ts';
import { validateFlow } from './validate-flow.ts';

const sub = node('sub', 'subFlow', { flowId: 'inner' });
const running = inOne(sub);
const within = (inner: FlowGraph) => ({ library: new Map([['inner', inner]]) });

describe('a flow with a sub-flow', () => {
  it('is checked with it: its steps in the surroundings of the whole', () => {
    const moves = onCard(node('move', 'moveStage', { stageKey: 'negotiation' }));
    const [found, ...others] = validateFlow(running, { ...surroundings, ...within(moves) });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'Flow.UnmappedStage', nodeId: 'sub', suggestion: null });
    expect(found?.message.en).toBe(
      'In the sub-flow, node "move": The stage "stage negotiation" is not bound to a CRM status',
    );
    const permissions = permissionsOf('withoutCrm');
    expect(codes(running, { ...within(moves), permissions })).toEqual([
      'Flow.StepNotPermitted sub',
      'Flow.UnmappedStage sub',
      'Flow.StepNotPermitted sub',
    ]);
  });

  it('may go round through it only if something waits in there', () => {
    const round = flow([start, sub, reply('hi')], ['start:next>sub', 'sub:next>hi', 'hi:next>sub']);
    const pause = inOne(node('wait', 'wait', { for: { kind: 'duration', minutes: 5 } }));
    expect(codes(round, within(pause))).toEqual(['Flow.NoEnd -']);
    expect(codes(round, within(inOne(reply('a'))))).toEqual(
      expect.arrayContaining(['Flow.CycleWithoutWait hi', 'Flow.CycleWithoutWait sub']),
    );
    expect(codes(round)).toEqual([]);
  });

  it('may not come to a question in there beside the conversation', () => {
    const button = node('button', 'manualTrigger', { when: null });
    const beside = flow([start, button, sub, end], ['start:next>end', 'button:next>sub', 'sub:next>end']);
    expect(codes(beside, within(asking()))).toEqual(['Flow.SideRunWaits button']);
    expect(codes(beside, within(inOne(reply('a'))))).toEqual([]);
  });

  it('is told what follows a sub-flow that never ends', () => {
    const handsOff = flow([start, node('off', 'handOff', { reason: text('why'), text: null })], ['start:next>off']);
    expect(codes(inOne(sub), within(handsOff))).toEqual(['Flow.Unreachable end']);
  });

  it('uses a slot that only the sub-flow asks for', () => {
    const slots = [{ key: 'city', title: text('city'), kind: 'text' as const }];
    expect(codes({ ...running, slots }, within(asking({ slots: ['city'] }, { slots })))).toEqual([]);
    expect(codes({ ...running, slots }, within(inOne(reply('a'))))).toEqual(['Flow.UnusedSlot -']);
  });

  it('is checked alone while it has errors of its own', () => {
    const broken = chain([start, sub, reply('hi', '{{nobody}}'), end]);
    expect(codes(broken, within(inOne(reply('a', '{{nothing}}'))))).toEqual(['Flow.UnknownVariable hi']);
  });

  it('does not run itself', () => {
    expect(codes(running, { flowId: 'inner' })).toEqual(['Flow.SubFlowRecursive sub']);
    expect(codes(inOne(ask('sub')), { flowId: 'inner' })).not.toContain('Flow.SubFlowRecursive sub');
  });
});
