import type { Command, SkippedStep } from '../dialogue/command.ts';
import type { FlowEdge, FlowNode } from '../flow/flow-graph.ts';
import { triggersNodeId } from '../flow/compile-flow.ts';
import type { ChoiceTrace } from '../rules/choice.ts';
import type { Understanding } from '../slots/understand.ts';
import type { DecisionRecord, PathStep, ReadingRecord, SignalRecord } from './decision-record.ts';

/** Stands for the rules on texts of the signal catalogue where a node id is wanted; no node may be called so. */
export const signalsNodeId = 'signals';

/** Choices that belong to no single node, as they stand on the path. */
export const commonChoices = {
  triggers: {
    nodeId: triggersNodeId,
    kind: 'clientMessageTrigger',
    label: { ru: 'Триггеры', en: 'Triggers' },
  },
  signals: { nodeId: signalsNodeId, kind: 'signalTrigger', label: { ru: 'Сигналы', en: 'Signals' } },
} as const;

function readingRecord(reading: Understanding): ReadingRecord {
  const { correction, retracted, question, refusal, stop, spam, doubtful, notUnderstood } = reading;
  return { correction, retracted, question, refusal, stop, spam, doubtful, notUnderstood };
}

/** How a decision comes about, as its record tells it. */
export class Trail {
  readonly path: PathStep[] = [];
  readonly skipped: SkippedStep[] = [];
  readonly signals: SignalRecord[] = [];
  /** Code of why the event changes nothing. */
  ignoredFor: string | null = null;

  /** Notes a node on the path. @param beside the conversation, not by its token */
  passed(node: FlowNode, choice: ChoiceTrace | null, edge: FlowEdge | undefined, beside: boolean): void {
    this.path.push({
      nodeId: node.id,
      kind: node.kind,
      label: node.label,
      choice,
      edge: edge ? { edgeId: edge.id, port: edge.port, target: edge.target } : null,
      ...(beside ? { beside: true as const } : {}),
    });
  }

  /** Notes a choice that belongs to no single node and led nowhere by itself. */
  looked(at: keyof typeof commonChoices, choice: ChoiceTrace, beside: boolean): void {
    this.path.push({ ...commonChoices[at], choice, edge: null, ...(beside ? { beside: true as const } : {}) });
  }

  /** The last node on the path, or the place of the triggers. */
  get lastNodeId(): string {
    return this.path.at(-1)?.nodeId ?? triggersNodeId;
  }

  /** The trail as part of the record. */
  record(
    reading: Understanding | null,
    commands: Command[],
  ): Omit<DecisionRecord, 'version' | 'bundleHash' | 'event' | 'context' | 'facts'> {
    const { path, skipped, signals, ignoredFor } = this;
    return {
      understood: reading?.understood ?? [],
      path,
      commands,
      skipped,
      ...(reading ? { reading: readingRecord(reading) } : {}),
      ...(signals.length > 0 ? { signals } : {}),
      ...(ignoredFor === null ? {} : { ignored: ignoredFor }),
    };
  }
}
