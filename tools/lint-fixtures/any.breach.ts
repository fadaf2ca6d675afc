export function nameOf(card: any): string {
  return String(card);
}
