import type { Rect } from '../model/alignment.ts';
import { usedFonts } from './image-fonts.ts';
import { rulesFor, variablesOf } from './image-rules.ts';

const svgNames = 'http://www.w3.org/2000/svg';
const htmlNames = 'http://www.w3.org/1999/xhtml';
/** What is only there to work with. */
const tools = '.vf-annotation-tools, .react-flow__resize-control, .vf-plus, .vf-guide, .react-flow__edge-interaction';
/** What means nothing in an image. */
const idle = ['aria-describedby', 'aria-label', 'aria-roledescription', 'aria-hidden', 'href', 'role', 'tabindex'];
/** What an element takes over from those around it. */
const handedDown = ['color', 'font-family', 'font-size', 'font-weight', 'letter-spacing', 'line-height', 'text-align'];

/** What the drawing is painted on: its size, and where in it the drawing's own zero lies, px. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly origin: { readonly x: number; readonly y: number };
}

/** A sheet that takes a drawing with some room around it. */
export function sheetFor(bounds: Rect, margin: number): Sheet {
  return {
    width: Math.ceil(bounds.width + margin * 2),
    height: Math.ceil(bounds.height + margin * 2),
    origin: { x: margin - bounds.x, y: margin - bounds.y },
  };
}

function copyAttributes(from: Element, to: Element): void {
  for (const { name, value } of from.attributes)
    if (name === 'class' || name === 'lang' || name.startsWith('data-')) to.setAttribute(name, value);
}

function svgElement(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(svgNames, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** The drawing without what is only there to work with, placed on its sheet; it stands alone. */
function copyOf(viewport: HTMLElement, { width, height, origin }: Sheet): HTMLElement {
  const copy = viewport.cloneNode(true) as HTMLElement;
  for (const tool of copy.querySelectorAll(tools)) tool.remove();
  for (const element of copy.querySelectorAll('*')) for (const name of idle) element.removeAttribute(name);
  const computed = getComputedStyle(viewport);
  for (const property of handedDown) copy.style.setProperty(property, computed.getPropertyValue(property));
  copy.style.cssText += `position: absolute; inset: 0; width: ${width}px; height: ${height}px;
    transform: translate(${origin.x}px, ${origin.y}px);`;
  return copy;
}

/** Stands for those around the drawing, so that rules which name them apply; none takes room of its own. */
function around(viewport: HTMLElement, copy: HTMLElement): HTMLElement {
  let inner = copy;
  for (let outer = viewport.parentElement; outer?.parentElement; outer = outer.parentElement) {
    const stand = document.createElementNS(htmlNames, 'div');
    copyAttributes(outer, stand);
    stand.style.display = 'contents';
    stand.append(inner);
    inner = stand;
  }
  return inner;
}

/**
 * The drawing as an SVG that needs nothing else, with the page's own rules in it rather than with the look of each element:
 * that makes it several times smaller, and as exact.
 *
 * @param viewport React Flow's layer that is moved and zoomed; all that shall be seen must be in the page
 * @param ground its colour
 * @throws CanvasImageError when a font cannot be read
 */
export async function drawnAsSvg(viewport: HTMLElement, sheet: Sheet, ground: string): Promise<string> {
  const page = document.documentElement;
  const { width, height } = sheet;
  const svg = svgElement('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  copyAttributes(page, svg);
  svg.style.fontSize = getComputedStyle(page).fontSize;
  const copy = copyOf(viewport, sheet);
  const body = around(viewport, copy);
  const named = [svg, body, ...body.querySelectorAll('[class]')];
  const rules = rulesFor(new Set(named.flatMap(({ classList }) => [...classList])));
  for (const [name, value] of variablesOf(rules, viewport)) copy.style.setProperty(name, value);
  const style = document.createElementNS(htmlNames, 'style');
  style.textContent = `${await usedFonts()}\n${rules}\n* { animation: none !important; transition: none !important; }`;
  const foreign = svgElement('foreignObject', { width: '100%', height: '100%' });
  foreign.append(style, body);
  svg.append(svgElement('rect', { width: '100%', height: '100%', fill: ground }), foreign);
  return new XMLSerializer().serializeToString(svg);
}
