import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

function builtBeside(app: string): string {
  // From apps/api/dist/site and from apps/api/src/site alike.
  return fileURLToPath(new URL(`../../../${app}/dist`, import.meta.url));
}

/** Where what the API gives out was built. */
export const siteFolders = {
  editor: builtBeside('editor'),
  widget: builtBeside('chat-widget'),
  /** The archive itself. */
  amocrmWidget: join(builtBeside('amocrm-widget'), 'widget.zip'),
} as const;
