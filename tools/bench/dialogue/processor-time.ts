import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of 10 ms. */
const msPerTick = 10;

/** Processor time of a process so far, in ms; 0 where there is no /proc, and for a process that is gone. */
export function processorMs(pid: number | null): number {
  const fields = statOf(pid);
  return fields === null ? 0 : (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** As {@link processorMs} for a server that works in child processes: its own, those at work, and those that have ended. */
export function serverProcessorMs(pid: number | null): number {
  const own = statOf(pid);
  if (own === null) return 0;
  const ended = (Number(own[13]) + Number(own[14])) * msPerTick;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => statOf(child)?.[1] === String(pid));
  return processorMs(pid) + ended + children.reduce((sum, child) => sum + processorMs(child), 0);
}

/** Fields of /proc/pid/stat after the name, which may hold spaces: state, parent … */
function statOf(pid: number | null): string[] | null {
  if (pid === null) return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
