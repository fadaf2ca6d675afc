import { createTheme, mergeThemeOverrides } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple, MantineThemeOverride } from '@mantine/core';

/** The assistant's colour, and the one for what can be pressed. */
const accent: MantineColorsTuple = [
  '#eff1fe',
  '#dfe3fb',
  '#bfc6f5',
  '#9da7ef',
  '#818dea',
  '#6b78e0',
  '#5a67d6',
  '#4c58c4',
  '#414caa',
  '#353f8c',
];

/** Neutral surfaces of the dark theme, from text to ground. */
const dark: MantineColorsTuple = [
  '#d9dbe0',
  '#b9bcc4',
  '#9a9ea8',
  '#5f636d',
  '#363941',
  '#2b2e35',
  '#202329',
  '#17191d',
  '#131518',
  '#0e1012',
];

/** The one theme of the interface: dense, quiet, one font with Cyrillic shipped with the app. */
export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 500 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    InputWrapper: { styles: { label: { marginBottom: 4 } } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Text: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { size: 'sm', underline: 'hover' } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { textTransform: 'none', fontWeight: 500 } },
    },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, transitionProps: { duration: 100 } } },
    Notification: {
      defaultProps: { withBorder: true },
      styles: { description: { color: 'var(--mantine-color-text)' } },
    },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
});

/**
 * The theme with the words that components say by themselves: every toast's close button has a name.
 *
 * @param texts in the language of the interface
 */
export function themeSaying(texts: { close: string }): MantineThemeOverride {
  return mergeThemeOverrides(theme, {
    components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': texts.close } } } },
  });
}

/** What Mantine's variants `light` and `subtle` of a colour are painted with. */
function tinted(color: string, { text, ground, hover }: Record<'text' | 'ground' | 'hover', string>) {
  const variable = `--mantine-color-${color}-light`;
  return { [variable]: ground, [`${variable}-hover`]: hover, [`${variable}-color`]: text };
}

/**
 * Colours that carry meaning, as CSS variables `--v-*`; every text pair keeps AA contrast (4.5:1) in both themes.
 * Mantine's own dimmed grey, its red for faults and its coloured texts do not on light ground, so they are darker here. On dark
 * ground its coloured texts are white, where a deletion looks like anything else, so they keep their colour here.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...tinted('red', { text: '#b3261e', ground: '#fdecea', hover: '#fbdedb' }),
    ...tinted('orange', { text: '#8a4b00', ground: '#fdf3e2', hover: '#fae8cb' }),
    ...tinted('yellow', { text: '#8a4b00', ground: '#fdf3e2', hover: '#fae8cb' }),
    ...tinted('green', { text: '#146c3d', ground: '#e6f5ec', hover: '#d6eee0' }),
    '--mantine-color-dimmed': '#5d626d',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b1d22',
    '--mantine-color-default-border': '#dcdfe5',
    '--mantine-color-placeholder': '#70757f',
    '--v-ground': '#f5f6f8',
    '--v-surface': '#ffffff',
    '--v-hover': '#f0f1f4',
    '--v-selected': '#e9ecfb',
    '--v-line': '#e4e6eb',
    '--v-line-strong': '#c9cdd5',
    '--v-client': '#f0f1f4',
    '--v-assistant': '#eceffd',
    '--v-assistant-edge': '#5a67d6',
    '--v-assistant-text': '#414caa',
    '--v-manager': '#e6f5ec',
    '--v-manager-edge': '#2b9a5e',
    '--v-manager-text': '#146c3d',
    '--v-ok': '#146c3d',
    '--v-attention': '#8a4b00',
    '--v-attention-edge': '#d98200',
    '--v-attention-ground': '#fdf3e2',
    '--v-failed': '#b3261e',
    '--v-failed-edge': '#d5392f',
    '--v-failed-ground': '#fdecea',
    '--v-waiting': '#5d626d',
  },
  dark: {
    ...tinted('accent', { text: '#adb6f5', ground: '#242849', hover: '#2d3259' }),
    ...tinted('red', { text: '#ff9a92', ground: '#3a1d1c', hover: '#472423' }),
    ...tinted('orange', { text: '#f2b756', ground: '#33270f', hover: '#403114' }),
    ...tinted('yellow', { text: '#f2b756', ground: '#33270f', hover: '#403114' }),
    ...tinted('green', { text: '#7fd6a5', ground: '#173226', hover: '#1d3f30' }),
    '--mantine-color-dimmed': '#a2a6b0',
    '--mantine-color-error': '#ff9a92',
    '--mantine-color-body': '#17191d',
    '--mantine-color-text': '#e3e5e9',
    '--mantine-color-default-border': '#363941',
    '--mantine-color-placeholder': '#8b909b',
    '--v-ground': '#111316',
    '--v-surface': '#17191d',
    '--v-hover': '#202329',
    '--v-selected': '#262b47',
    '--v-line': '#282b31',
    '--v-line-strong': '#3b3f48',
    '--v-client': '#24272d',
    '--v-assistant': '#242849',
    '--v-assistant-edge': '#818dea',
    '--v-assistant-text': '#adb6f5',
    '--v-manager': '#173226',
    '--v-manager-edge': '#3fae74',
    '--v-manager-text': '#7fd6a5',
    '--v-ok': '#7fd6a5',
    '--v-attention': '#f2b756',
    '--v-attention-edge': '#d98200',
    '--v-attention-ground': '#33270f',
    '--v-failed': '#ff9a92',
    '--v-failed-edge': '#e5534b',
    '--v-failed-ground': '#3a1d1c',
    '--v-waiting': '#a2a6b0',
  },
});
