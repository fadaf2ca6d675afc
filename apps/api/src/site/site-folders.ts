import { fileURLToPath } from 'node:url';

function builtBeside(app: string): string {
  // From apps/api/dist/site and from apps/api/src/site alike.
  return fileURLToPath(new URL(`../../../${app}/dist`, import.meta.url));
}

/** Folders with the built pages that the API serves. */
export const siteFolders = {
  editor: builtBeside('editor'),
  widget: builtBeside('chat-widget'),
} as const;
