import type { PlannedCommand } from '@voronka/contracts/workflow';
import { Lane } from './lane.ts';

/** What has a lane of its own. */
type LaneName = Exclude<PlannedCommand['lane'], 'local'>;

/** A command that runs on a lane. */
export type LaneCommand = PlannedCommand & { lane: LaneName };

type LaneOf = Record<LaneName, Lane<PlannedCommand>>;

/**
 * Lanes beside the workflow's loop, so that no slow system outside holds up the next decision or another system's steps.
 * They are made, all at once and in this order, for the first command that needs one: most dialogues get by without.
 */
export class Lanes {
  private lanes: LaneOf | null = null;

  /** @param run must not throw, see {@link Lane} */
  constructor(private readonly run: (command: PlannedCommand) => Promise<void>) {}

  /** Puts a command at the end of its lane. */
  push(command: LaneCommand): void {
    this.lanes ??= { remote: new Lane(this.run), crm: new Lane(this.run), webhook: new Lane(this.run) };
    this.lanes[command.lane].push(command);
  }

  /** Nothing waits and nothing runs on this lane. */
  isIdle(name: LaneName): boolean {
    return this.lanes?.[name].idle ?? true;
  }

  /** Nothing waits and nothing runs on any lane. */
  get idle(): boolean {
    return this.lanes === null || Object.values(this.lanes).every((lane) => lane.idle);
  }
}

/** Whether a command runs on a lane. */
export function isLaneCommand(command: PlannedCommand): command is LaneCommand {
  return command.lane !== 'local';
}
