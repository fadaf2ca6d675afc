export function flowOf(readText: (path: string) => string): string {
  return readText('flow.json');
}
