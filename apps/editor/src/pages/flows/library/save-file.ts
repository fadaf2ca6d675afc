/** What a file may not be called on some system, and spaces. */
const unfit = /[\\/:*?"<>|\s]+/gu;

/** Name of a flow's file. */
export function fileNameOf(name: string): string {
  const fit = name.replaceAll(unfit, '-').replaceAll(/^-+|-+$/gu, '');
  return `${fit === '' ? 'flow' : fit}.voronka.json`;
}

/** Hands JSON to the person as a file. */
export function saveAsFile(name: string, value: unknown): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
