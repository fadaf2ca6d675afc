export function nameOf(card: unknown): string {
  return typeof card === 'string' ? card : '';
}
