import { CanvasImageError } from './image-failure.ts';

/** The page has the fonts already; the browser only looks them up. */
const patienceMs = 10_000;

/** A file as a `data:` address. @throws CanvasImageError when it cannot be had */
async function inline(address: string): Promise<string> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const file = await answer.blob();
    return await new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
      reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
      reader.readAsDataURL(file);
    });
  } catch (cause) {
    throw new CanvasImageError('font', { cause });
  }
}

function faces(sheet: CSSStyleSheet): CSSFontFaceRule[] {
  return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
}

/** The font faces that the page uses just now as CSS that needs no file: an image can fetch none. @throws CanvasImageError */
export async function usedFonts(): Promise<string> {
  const used = new Set(
    [...document.fonts].filter(({ status }) => status === 'loaded').map((face) => face.unicodeRange),
  );
  const rules = [...document.styleSheets].flatMap((sheet) => {
    const base = sheet.href ?? document.baseURI;
    return faces(sheet)
      .filter(({ style }) => used.has(style.getPropertyValue('unicode-range')))
      .map((rule) => ({ rule, base }));
  });
  const told = rules.map(async ({ rule, base }) => {
    const address = /url\("?([^")]+)"?\)/u.exec(rule.style.getPropertyValue('src'))?.[1];
    if (address === undefined) return '';
    return rule.cssText.replace(address, await inline(new URL(address, base).href));
  });
  return (await Promise.all(told)).join('\n');
}
