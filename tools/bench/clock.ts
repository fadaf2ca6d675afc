/** A moment, in seconds: what the clock on the wall says, and how much processor time this process has had. */
export interface Moment {
  readonly wallSeconds: number;
  /** All threads of this process together, the collection of garbage included. */
  readonly cpuSeconds: number;
}

/** This moment. */
export function moment(): Moment {
  const { user, system } = process.cpuUsage();
  return { wallSeconds: performance.now() / 1_000, cpuSeconds: (user + system) / 1e6 };
}

/** What passed since a moment. */
export function since(start: Moment): Moment {
  const now = moment();
  return { wallSeconds: now.wallSeconds - start.wallSeconds, cpuSeconds: now.cpuSeconds - start.cpuSeconds };
}
