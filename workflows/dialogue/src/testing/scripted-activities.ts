import { ApplicationFailure } from '@temporalio/common';
import { stepActivityNames } from '@voronka/contracts';
import type {
  DialogueActivities,
  PlannedCommand,
  StepActivities,
  StepActivityName,
  StepCall,
  StepOutcome,
  TurnPlan,
} from '@voronka/contracts';

/** A step of a scripted turn. */
export interface ScriptedStep {
  activity: StepActivityName;
  lane: PlannedCommand['lane'];
  /** Makes the step wait until `ScriptedDialogue.release` is called with this name. */
  until?: string;
  /** Makes the step fail for good with this code. */
  failsWith?: string;
  /** Label of the step's node. */
  label?: string;
  /** What the step knows of the lead afterwards. */
  stageKey?: string;
  /** The step writes an inbox row. */
  writesRow?: true;
  /** Tried within the workflow task, the step is put off. */
  putOff?: true;
}

/** What a turn leaves behind besides its steps. */
export interface TurnEnd {
  /** The dialogue wakes up by itself after so long, in ms; its next row is written then. */
  wakesAfterMs?: number;
  closed?: true;
  attributes?: Record<string, string>;
  /** Its CRM steps may be tried within the workflow task. */
  near?: true;
}

const kinds: Partial<Record<StepActivityName, PlannedCommand['kind']>> = {
  collectName: 'ask',
  collectPhone: 'ask',
  collectEmail: 'ask',
  collectContactDetails: 'ask',
  sendReply: 'reply',
};

/**
 * Activities that follow a script of turns: turn n is decided when n inbox rows are there. Strict: a step that the script
 * does not name is an error. Keeps what ran, in order.
 */
export class ScriptedDialogue {
  /** What ran: `activity turn.index`, with `start`/`end` for steps that wait. */
  readonly log: string[] = [];
  /** Inbox rows written so far. */
  rows = 0;
  /** The last turn that was planned, and one whose outcomes were lost. */
  private planned = 0;
  private wakesAtMs: number | null = null;
  private lostTurn: number | null = null;
  private readonly releases = new Map<string, () => void>();
  private readonly gates = new Map<string, Promise<void>>();

  /** @param turns the steps of each turn, from turn 1 @param ends what turns leave behind, by turn */
  constructor(
    private readonly turns: ScriptedStep[][],
    private readonly ends: Record<number, TurnEnd> = {},
  ) {
    for (const step of turns.flat()) {
      if (step.until === undefined) continue;
      const name = step.until;
      this.gates.set(name, new Promise((resolve) => this.releases.set(name, resolve)));
    }
  }

  /** Lets the steps go on that wait for this name. */
  release(name: string): void {
    const resolve = this.releases.get(name);
    if (!resolve) throw new Error(`no step waits for "${name}"`);
    resolve();
  }

  /** Forgets that the steps of a turn have ended, as the restore of an older database does. */
  loseOutcomesOf(turn: number): void {
    this.lostTurn = turn;
  }

  /** Lets everything go on that still waits, so that a worker can stop after a failed claim. */
  releaseAll(): void {
    for (const resolve of this.releases.values()) resolve();
  }

  /** The activities for a worker. */
  get activities(): DialogueActivities {
    const steps = Object.fromEntries(
      stepActivityNames.map((name) => [name, (call: StepCall) => this.runStep(name, call)]),
    ) as StepActivities;
    return {
      decideTurn: async ({ dialogueId, afterTurn }) => this.plan(dialogueId, afterTurn ?? this.turnBeforeUnfinished()),
      reportStepFailure: async ({ turn, index, code }) => {
        this.log.push(`failed ${turn}.${index} ${code}`);
        this.rows += 1;
      },
      ...steps,
    };
  }

  private turnBeforeUnfinished(): number {
    const lost = this.lostTurn;
    this.lostTurn = null;
    return lost === null ? this.planned : lost - 1;
  }

  private plan(dialogueId: string, afterTurn: number): TurnPlan {
    const turn = afterTurn + 1;
    if (this.wakesAtMs !== null && Date.now() >= this.wakesAtMs) {
      this.wakesAtMs = null;
      this.rows += 1;
    }
    if (turn > this.rows) {
      return { turn: afterTurn, lastSeq: this.rows, commands: [], more: false, ...this.endOf(afterTurn) };
    }
    const { wakesAfterMs } = this.ends[turn] ?? {};
    if (wakesAfterMs !== undefined) this.wakesAtMs = Date.now() + wakesAfterMs;
    this.planned = Math.max(this.planned, turn);
    const steps = this.turns[turn - 1] ?? [];
    return {
      turn,
      lastSeq: turn,
      more: this.rows > turn,
      ...this.endOf(turn),
      commands: steps.map(({ activity, lane, label }, index) => ({
        dialogueId,
        turn,
        index,
        kind: kinds[activity] ?? (activity as PlannedCommand['kind']),
        nodeId: `node-${turn}-${index}`,
        activity,
        lane,
        ...(label === undefined ? {} : { label }),
      })),
    };
  }

  private endOf(turn: number): Pick<TurnPlan, 'wakeUp' | 'closed' | 'attributes' | 'oneByOne' | 'nearUntilMs'> {
    const { closed = false, attributes, near } = this.ends[turn] ?? {};
    const atMs = this.wakesAtMs;
    const wakeUp = atMs === null ? null : { atMs, inMs: Math.max(1, atMs - Date.now()) };
    const nearly = near ? { oneByOne: near, nearUntilMs: Date.now() + 2_000 } : {};
    return { wakeUp, closed, ...(attributes ? { attributes } : {}), ...nearly };
  }

  private async runStep(activity: StepActivityName, { turn, index, nearUntilMs }: StepCall): Promise<StepOutcome> {
    const step = this.turns[turn - 1]?.[index];
    if (step?.activity !== activity) throw new Error(`unplanned step ${activity} ${turn}.${index}`);
    if (step.putOff && nearUntilMs !== undefined) {
      this.log.push(`put off ${activity} ${turn}.${index}`);
      return { outcome: 'later' };
    }
    if (step.until !== undefined) {
      this.log.push(`start ${activity} ${turn}.${index}`);
      await this.gates.get(step.until);
    }
    if (step.failsWith !== undefined && nearUntilMs !== undefined) return { outcome: 'failed', code: step.failsWith };
    if (step.failsWith !== undefined) throw ApplicationFailure.nonRetryable(step.failsWith, step.failsWith);
    this.log.push(`${activity} ${turn}.${index}`);
    if (step.writesRow) this.rows += 1;
    const { stageKey, writesRow } = step;
    return { outcome: 'done', ...(stageKey ? { stageKey } : {}), ...(writesRow ? { wake: writesRow } : {}) } as const;
  }
}
