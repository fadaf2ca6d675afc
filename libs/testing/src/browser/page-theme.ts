import type { Page } from 'playwright-core';

/**
 * Gives a page a theme and waits until it is painted in it: the page learns of it a moment later, and its colours fade where
 * they are told to, those of a text after those of what it stands in.
 */
export async function showTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.waitForFunction((wished) => {
    const { mantineColorScheme: shown } = document.documentElement.dataset;
    return shown === undefined || shown === wished;
  }, theme);
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const fading = () =>
      document.getAnimations().filter(({ effect, playState }) => {
        return playState === 'running' && effect?.getComputedTiming().endTime !== Infinity;
      });
    for (let stillFrames = 0; stillFrames < 3; stillFrames += 1) {
      await frame();
      const animations = fading();
      for (const animation of animations) animation.finish();
      if (animations.length > 0) stillFrames = -1;
    }
  });
}
