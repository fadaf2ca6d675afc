export function isLate(dueAtMs: number, nowMs: number): boolean {
  return nowMs > dueAtMs;
}
