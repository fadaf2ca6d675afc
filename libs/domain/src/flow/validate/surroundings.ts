import type { Funnel, StageMapping } from '../../funnel/funnel.ts';
import type { CrmCapabilities, PermissionTable } from '../../permission/permission.ts';
import type { SignalDeclaration } from '../../signals/signal-catalogue.ts';
import type { FlowGraph } from '../flow-graph.ts';

/** Says what is wrong with a text pattern, or null. Supplied from outside: the pattern compiler is a library. */
export type CheckPattern = (pattern: string) => string | null;

/** A signal of the catalogue; what only the engine needs may be left out. */
export type KnownSignal = Pick<SignalDeclaration, 'name' | 'title'> &
  Partial<Pick<SignalDeclaration, 'sources' | 'fields'>>;

/** What a flow is checked against. What is left out or null is not checked. */
export interface ValidationSurroundings {
  funnel: Funnel;
  /** null where no CRM is joined: then nothing has to be bound. */
  stageMapping: StageMapping | null;
  /** Adds warnings for steps that would be skipped. */
  permissions?: PermissionTable | undefined;
  /** What the joined CRM can do; null without one. */
  capabilities?: CrmCapabilities | null | undefined;
  /** `checkPattern` of `@voronka/rules-engine`. */
  checkPattern: CheckPattern;
  /** The workspace's catalogue. */
  signals?: readonly KnownSignal[] | null | undefined;
  /** Whether the funnel has a calendar of business hours. */
  hasCalendar?: boolean | undefined;
  /** Ids of the outgoing webhooks that are set up. */
  webhooks?: readonly string[] | null | undefined;
  /** Id of the flow that is checked, so that one which runs itself is noticed. */
  flowId?: string | undefined;
  /** The workspace's flows. An archived one still runs where another flow calls it. */
  flows?: readonly { id: string; published: boolean; archived?: boolean }[] | null | undefined;
  /** The published flows by id: sub-flows are then drawn in and checked together with this one. */
  library?: ReadonlyMap<string, FlowGraph> | null | undefined;
  /**
   * Whether an assistant runs the flow by itself. One that only other flows run needs no trigger of its own but a
   * manager's button, behind which it may ask and wait.
   *
   * @default true
   */
  runsByItself?: boolean | undefined;
}
