import { en } from '../i18n/en.ts';
import { ru } from '../i18n/ru.ts';
import { theme, themeSaying } from './theme.ts';

describe('the theme', () => {
  it.each([ru, en])('names the close button of every toast, and keeps how toasts look', ({ common }) => {
    expect(themeSaying(common).components?.['Notification']).toEqual({
      ...theme.components?.['Notification'],
      defaultProps: { withBorder: true, closeButtonProps: { 'aria-label': common.close } },
    });
  });
});
