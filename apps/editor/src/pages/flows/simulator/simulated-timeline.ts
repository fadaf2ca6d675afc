import { timelineDecisionOf } from '@voronka/contracts';
import type { Timeline } from '@voronka/contracts';
import type { SimulatedDialogue } from '@voronka/domain';
import type { CanvasPath } from '@voronka/flow-editor';

/** The decisions as a recorded dialogue's timeline has them, oldest first. */
export function timelineOf({ turns }: SimulatedDialogue): Timeline {
  return {
    decisions: turns.map(({ turn, event, decision, steps }) =>
      timelineDecisionOf(decision.record, {
        turn,
        at: event.at,
        steps: steps.map(({ command, status, detail }, index) => {
          const { kind, nodeId } = command;
          const isOpen = status === 'planned' || status === 'delayed';
          const finishedAt = isOpen ? null : decision.record.context.now;
          return { index, kind, nodeId, status, detail, finishedAt };
        }),
      }),
    ),
  };
}

/** The way through the flow, for the canvas. */
export function pathOf({ turns, state }: SimulatedDialogue): CanvasPath {
  const steps = turns.flatMap(({ turn, decision }) => decision.record.path.map((step) => ({ turn, step })));
  return {
    visited: steps.map(({ turn, step }) => ({ nodeId: step.nodeId, turn })),
    edges: steps.flatMap(({ turn, step }) => (step.edge ? [{ edgeId: step.edge.edgeId, turn }] : [])),
    current: state.position?.nodeId ?? state.parked?.nodeId ?? null,
  };
}
