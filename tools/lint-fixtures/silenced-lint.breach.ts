// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function nameOf(card: any): string {
  return String(card);
}
