/** The part of a key press that decides. */
export interface KeyPress {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key asks for on the canvas. */
export type Shortcut =
  | 'undo'
  | 'redo'
  | 'duplicate'
  | 'selectAll'
  | 'remove'
  | 'add'
  | 'connect'
  | 'arrange'
  | 'fit'
  | 'help'
  | 'open'
  | 'selectNothing'
  | 'note'
  | 'group'
  | 'ungroup'
  | 'fold'
  | { shift: { x: number; y: number } }
  | { grow: { x: number; y: number } };

const arrows: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

const withControl: Readonly<Record<string, Shortcut>> = { Z: 'undo', Y: 'redo', D: 'duplicate', A: 'selectAll' };
const alone: Readonly<Record<string, Shortcut>> = {
  A: 'add',
  C: 'connect',
  L: 'arrange',
  F: 'fit',
  N: 'note',
  G: 'group',
  S: 'fold',
};
const withShift: Readonly<Record<string, Shortcut>> = { G: 'ungroup' };
const named: Readonly<Record<string, Shortcut>> = {
  Delete: 'remove',
  Backspace: 'remove',
  Enter: 'open',
  Escape: 'selectNothing',
  '?': 'help',
};

/** The Latin letter of a key, also under a Russian layout, where the letter itself is another. */
function letterOf({ key, code }: KeyPress): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3) : '';
}

/**
 * What a key press means; null for one that means nothing here.
 *
 * @param step how far an arrow key moves, px, or with Ctrl makes bigger; with Shift five times as far
 */
export function shortcutOf(press: KeyPress, step: number): Shortcut | null {
  const letter = letterOf(press);
  if (press.altKey) return null;
  const arrow = arrows[press.key];
  const far = press.shiftKey ? step * 5 : step;
  const by = arrow && { x: arrow.x * far, y: arrow.y * far };
  if (press.ctrlKey || press.metaKey) {
    if (by) return { grow: by };
    const wish = withControl[letter] ?? null;
    return wish === 'undo' && press.shiftKey ? 'redo' : wish;
  }
  if (by) return { shift: by };
  return named[press.key] ?? (press.shiftKey ? withShift : alone)[letter] ?? null;
}

/** Keys by what they do, as a person reads them. `canvas` names in the texts what it is. */
export const shortcutHelp = [
  { keys: ['A'], does: 'add' },
  { keys: ['C'], does: 'connect' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['← ↑ → ↓', 'Shift + ←'], does: 'shift' },
  { keys: ['N'], does: 'note' },
  { keys: ['G', 'Shift + G'], does: 'group' },
  { keys: ['S'], does: 'fold' },
  { keys: ['Ctrl + →'], does: 'grow' },
  { keys: ['Shift'], does: 'several' },
  { keys: ['Ctrl + A'], does: 'selectAll' },
  { keys: ['Ctrl + C', 'Ctrl + X', 'Ctrl + V'], does: 'clipboard' },
  { keys: ['Ctrl + D'], does: 'duplicate' },
  { keys: ['Delete'], does: 'remove' },
  { keys: ['Ctrl + Z', 'Ctrl + Shift + Z'], does: 'undo' },
  { keys: ['L'], does: 'arrange' },
  { keys: ['F'], does: 'fit' },
  { keys: ['Ctrl + K'], does: 'find' },
  { keys: ['Escape'], does: 'selectNothing' },
  { keys: ['Escape'], does: 'leaveForm' },
  { keys: ['?'], does: 'help' },
] as const;
