export function isLate(dueAtMs: number): boolean {
  return Date.now() > dueAtMs;
}
