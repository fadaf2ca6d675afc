import { draftRu } from '../../i18n/draft.ru.ts';
import { kindsByFamily, nodeKinds } from './node-kinds.ts';
import { shortcutHelp, shortcutOf } from './shortcuts.ts';
import type { KeyPress } from './shortcuts.ts';

const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const press = (key: string, more: Partial<KeyPress> = {}) => shortcutOf({ key, code: '', ...none, ...more }, 20);

describe('keys of the canvas', () => {
  it('undo and redo as everywhere', () => {
    expect(press('z', { ctrlKey: true })).toBe('undo');
    expect(press('Z', { metaKey: true, shiftKey: true })).toBe('redo');
    expect(press('y', { ctrlKey: true })).toBe('redo');
  });

  it('work under a Russian layout', () => {
    expect(press('я', { ctrlKey: true, code: 'KeyZ' })).toBe('undo');
    expect(press('с', { code: 'KeyC' })).toBe('connect');
  });

  it('move by the grid, with Shift five times as far', () => {
    expect(press('ArrowLeft')).toEqual({ shift: { x: -20, y: 0 } });
    expect(press('ArrowDown', { shiftKey: true })).toEqual({ shift: { x: 0, y: 100 } });
  });

  it('are for notes and groups too', () => {
    expect([press('n'), press('g'), press('G', { shiftKey: true }), press('s')]).toEqual([
      'note',
      'group',
      'ungroup',
      'fold',
    ]);
    expect(press('п', { shiftKey: true, code: 'KeyG' })).toBe('ungroup');
    expect(press('ArrowRight', { ctrlKey: true })).toEqual({ grow: { x: 20, y: 0 } });
  });

  it('leave to the browser what is not theirs', () => {
    expect(press('c', { ctrlKey: true })).toBeNull();
    expect(press('k', { ctrlKey: true })).toBeNull();
    expect(press('ArrowLeft', { altKey: true })).toBeNull();
    expect(press('A', { shiftKey: true })).toBeNull();
    expect(press('Tab')).toBeNull();
  });

  it('are each explained', () => {
    expect(shortcutHelp.map(({ does }) => draftRu.does[does])).not.toContain(undefined);
  });
});

describe('the palette', () => {
  it('offers every kind once', () => {
    const offered = kindsByFamily('', 'ru').flatMap(({ kinds }) => kinds);
    expect([...offered].sort()).toEqual([...nodeKinds].sort());
  });

  it('finds a kind by its name and by what it does, in the reader’s language', () => {
    const found = (search: string, locale: 'ru' | 'en') => kindsByFamily(search, locale).flatMap(({ kinds }) => kinds);
    expect(found('вопрос', 'ru')).toContain('ask');
    expect(found('hand off', 'en')).toEqual(['handOff']);
    expect(found('отправляет клиенту', 'ru')).toEqual(['reply']);
    expect(found('такого нет', 'ru')).toEqual([]);
  });
});
