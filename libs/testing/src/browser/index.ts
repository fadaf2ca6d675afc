export { findChromium, launchChromium } from './chromium.ts';
export { EditorPage, logInto } from './editor-page.ts';
export type { InterfaceLanguage } from './editor-page.ts';
export { accessibilityFaults, sidewaysScroll, strangeWords } from './page-audit.ts';
export { isFirstQuestion, watchPage } from './watch-page.ts';
export type { Expected, PageWatch } from './watch-page.ts';
export { WidgetPage } from './widget-page.ts';
export type { ShownMessage } from './widget-page.ts';
export { demoPeople, givePassword } from './people.ts';
