/**
 * What crosses between the dialogue workflow and its activities. No zod here: workflow code that loads zod costs three
 * times the memory per cached workflow.
 */
import type { CommandKind, DialogueEventKind } from '@voronka/domain';

/** Task Queue of the dialogues. */
export const dialogueTaskQueue = 'voronka-dialogues';

/** Workflow Type of a dialogue; never rename it, running dialogues carry it. */
export const dialogueWorkflowType = 'dialogueWorkflow';

/**
 * How long Temporal waits for a worker that took a dialogue's next piece of work, before another worker gets it. A client
 * whose message met a killed worker is answered after this time; Temporal's default is twice as long.
 */
export const dialogueTaskTimeout = '5 seconds';

/** Workflow Id of a dialogue. The id is an opaque uuid, because a chat id can be a phone number. */
export function dialogueWorkflowId(dialogueId: string): string {
  return `dialogue:${dialogueId}`;
}

/** The dialogue of a Workflow Id, or null for a workflow that is not a dialogue. */
export function dialogueIdOfWorkflow(workflowId: string): string | null {
  return workflowId.startsWith('dialogue:') ? workflowId.slice('dialogue:'.length) : null;
}

/**
 * Search attributes of a dialogue, by which Temporal's pages and command line find it: `VoronkaStage = 'contact'`. All are
 * of type Keyword. They are not encrypted, so they hold ids and keys only.
 */
export const dialogueSearchAttributes = {
  /** Id of the channel. */
  channel: 'VoronkaChannel',
  /** Key of the funnel stage. */
  stage: 'VoronkaStage',
  /** Id of the user who is responsible. */
  responsible: 'VoronkaResponsible',
  /** The first 12 hexadecimal digits of the flow bundle's hash. */
  flowVersion: 'VoronkaFlowVersion',
  /** Who or what it waits for: `assistant`, `manager`, `waiting`, `parked` or `closed`. */
  state: 'VoronkaState',
} as const;

/** Signals are wake-ups named for what happened; they carry the inbox `seq` and no client data. */
export const wakeUpSignalNames = [
  'clientMessage',
  'managerMessage',
  'takenOver',
  'returnedToAssistant',
  'stepFailed',
  'incidentRetried',
  'incidentSkipped',
  'incidentHandedOver',
  'signal',
  'cardMoved',
  'cardChanged',
  'responsibleChanged',
  'timer',
  'proposal',
  'consultFailed',
  'webhookAnswered',
  'manualStart',
  'contactKnown',
  'fieldsChanged',
  'bundleMoved',
] as const satisfies readonly DialogueEventKind[];

/** Name of a wake-up Signal: the kind of the inbox row that it announces. */
export type WakeUpSignalName = (typeof wakeUpSignalNames)[number];

/** Payload of every wake-up Signal. */
export interface WakeUp {
  /** `seq` of the inbox row that the API wrote before. */
  seq: number;
}

/** Input of `dialogueWorkflow`. Holds no message: the inbox in PostgreSQL is the queue. */
export interface DialogueInputV1 {
  dialogueId: string;
  workspaceId: string;
  /**
   * The last turn whose plan the former run received; null for a first run, which then starts from what PostgreSQL
   * says is unfinished.
   */
  afterTurn: number | null;
}

/** Points at a command of a committed decision. The command itself stays in PostgreSQL. */
export interface CommandRef {
  dialogueId: string;
  turn: number;
  /** Place in the decision's commands, from 0. */
  index: number;
}

/** Argument of a step. */
export interface StepCall extends CommandRef {
  /**
   * For a CRM step that is tried within the workflow task: it answers `later` rather than run beyond this moment, in ms
   * since 1970.
   */
  nearUntilMs?: number | undefined;
}

/** A committed command as the workflow needs to know it. */
export interface PlannedCommand extends CommandRef {
  kind: CommandKind;
  nodeId: string;
  /** Activity Type that runs it. */
  activity: StepActivityName;
  /** `crm`, `webhook`: in order on lanes of their own, so that no slow system outside holds up the conversation. */
  lane: 'local' | 'remote' | 'crm' | 'webhook';
  /** The node's label, for Temporal's own pages; missing in histories of earlier releases. */
  label?: string | undefined;
}

/** A moment at which the workflow asks again by itself. */
export interface PlannedWakeUp {
  /** In ms since 1970. */
  atMs: number;
  /** From the moment of the plan, in ms: workflow code looks at no clock. */
  inMs: number;
}

/** Answer of `decideTurn`: what was committed for the inbox row that waited. */
export interface TurnPlan {
  /** The turn this plan belongs to; unchanged when no row waited. */
  turn: number;
  /** The inbox is read up to here. */
  lastSeq: number;
  commands: PlannedCommand[];
  /** More rows wait; ask again at once. */
  more: boolean;
  /** When to ask again although nothing happens; missing or null: only when woken. */
  wakeUp?: PlannedWakeUp | null | undefined;
  /** The dialogue is closed and nothing waits: the run may end. */
  closed?: boolean | undefined;
  /** Values of the search attributes, by their names. */
  attributes?: Readonly<Record<string, string>> | undefined;
  /**
   * From this plan on the run's local activities take turns. Missing in histories of earlier releases, where two of them
   * could run at once.
   */
  oneByOne?: true | undefined;
  /** Until then, in ms since 1970, CRM steps of this plan may be tried as local activities; missing: none may. */
  nearUntilMs?: number | undefined;
}

/** Outcome of a step; details are in PostgreSQL. */
export interface StepOutcome {
  /**
   * Only of a CRM step that was tried as a local activity: `later`, it is to run as an ordinary one; `failed`, it failed
   * for good.
   */
  outcome: 'done' | 'alreadyDone' | 'refused' | 'cancelled' | 'later' | 'failed';
  /** Code of the failure, with `failed`. */
  code?: string | undefined;
  /** Stage of the lead after the step, when the step knows it. */
  stageKey?: string | undefined;
  /** The step has written an inbox row: there is something to decide. */
  wake?: true | undefined;
}

/** Activity Types of the steps, readable in history. */
export const stepActivityNames = [
  'collectName',
  'collectPhone',
  'collectEmail',
  'collectContactDetails',
  'sendReply',
  'qualify',
  'findOrCreateContact',
  'createLead',
  'moveStage',
  'addTags',
  'addNote',
  'attachHistory',
  'assignResponsible',
  'updateContact',
  'removeTags',
  'createTask',
  'assignManager',
  'returnToAssistant',
  'callWebhook',
  'consultAssistant',
  'handOff',
  'escalate',
  'callManager',
  'raiseIncident',
  'closeDialogue',
] as const;

/** Name of a step's Activity Type. */
export type StepActivityName = (typeof stepActivityNames)[number];

/** The step activities. */
export type StepActivities = Record<StepActivityName, (call: StepCall) => Promise<StepOutcome>>;

/** A step that failed for good, with the code of its failure. */
export interface StepFailure extends CommandRef {
  code: string;
}

/** Activities of the engine itself. */
export interface EngineActivities {
  /**
   * Reads the inbox rows after the cursor, decides, and commits the decision once: a repeat returns what was stored.
   * Takes one event per call. `afterTurn` is the last turn whose plan the workflow has; a later one that was
   * committed already is handed out again, so that a lost answer loses nothing.
   */
  decideTurn(input: { dialogueId: string; afterTurn: number | null }): Promise<TurnPlan>;
  /** Parks a step that failed for good: writes a `stepFailed` inbox row, from which an incident is decided. */
  reportStepFailure(failure: StepFailure): Promise<void>;
}

/** All activities of the dialogue's Task Queue. */
export type DialogueActivities = EngineActivities & StepActivities;
