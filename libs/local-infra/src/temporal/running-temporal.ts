import { isAlive } from '../process/process-identity.ts';
import { ProcessRegistry } from '../process/process-registry.ts';
import { RememberedPorts } from '../ports.ts';

/** Address (host:port) of the dev server that runs in a home now, for helpers beside a run; null when none does. */
export function runningTemporal(home: string): string | null {
  const runs = new ProcessRegistry(home).list().some((entry) => entry.name === 'temporal' && isAlive(entry));
  const port = new RememberedPorts(home).known('temporal');
  return runs && port !== undefined ? `127.0.0.1:${port}` : null;
}
