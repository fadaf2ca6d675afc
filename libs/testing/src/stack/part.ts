/** Processes of a stack that can be killed. */
export const partNames = ['postgres', 'temporal', 'sandbox', 'api', 'worker'] as const;

/** A process of a stack. */
export type PartName = (typeof partNames)[number];

/** A process that is started again whenever it dies, unless it is to stay down. */
export interface Part {
  /** Null while it does not run. */
  pid(): number | null;
  /** How often it has become ready: 1 after the start, one more after each restart. */
  lives(): number;
  /** Starts it again after {@link Part.killForGood}; resolves when it is ready. */
  start(): Promise<void>;
  /** SIGKILL, without a restart until {@link Part.start}. */
  killForGood(): Promise<void>;
  /** Ends it cleanly and for good. */
  stop(): Promise<void>;
}

/** SIGKILL to exactly this process. @returns false when it is gone already */
export function sigkill(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
