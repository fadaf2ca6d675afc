/** What a file may not be called on some system, and spaces. */
const unfit = /[\\/:*?"<>|\s]+/gu;

/** Name of a flow's file. @param ending by its content */
export function fileNameOf(name: string, ending: 'voronka.json' | 'png' | 'svg' = 'voronka.json'): string {
  const fit = name.replaceAll(unfit, '-').replaceAll(/^-+|-+$/gu, '');
  return `${fit === '' ? 'flow' : fit}.${ending}`;
}

/** Hands JSON to the person as a file. */
export function saveAsFile(name: string, value: unknown): void {
  saveBlob(name, new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
}

/** Hands bytes to the person as a file. */
export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
