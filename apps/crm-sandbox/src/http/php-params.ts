import type { Json, JsonObject } from './json.ts';

/** Depth and number of parameters past which the rest is dropped, as PHP's `max_input_vars` and nesting level do. */
const maxParameters = 10_000;
const maxDepth = 32;

interface Node {
  readonly children: Map<string, Node | string>;
  nextIndex: number;
}

/**
 * Parses `a=1&b[c][]=2` the way PHP fills `$_GET`: brackets nest, `[]` appends, the last of equal names wins. A map with
 * keys 0…n-1 becomes a list. Never throws: a broken percent sequence stays as it is.
 *
 * @param text a query string without the question mark, or a form body
 */
export function parsePhpQuery(text: string): JsonObject {
  const root: Node = { children: new Map(), nextIndex: 0 };
  for (const part of text.split('&', maxParameters)) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const path = splitName(name);
    if (path.length > 0 && path.length <= maxDepth)
      assign(root, path, equals < 0 ? '' : decode(part.slice(equals + 1)));
  }
  return toObject(root);
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** `fields[PHONE][0][VALUE]` → `['fields', 'PHONE', '0', 'VALUE']`; an unclosed bracket belongs to the name. */
function splitName(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0) return name === '' || open === 0 ? [] : [name];
  const path = [name.slice(0, open)];
  const brackets = /\[([^\]]*)\]/gy;
  brackets.lastIndex = open;
  for (let match = brackets.exec(name); match; match = brackets.exec(name)) path.push(match[1] ?? '');
  return path.length === 1 ? [name] : path;
}

function assign(root: Node, path: readonly string[], value: string): void {
  let node = root;
  path.forEach((segment, index) => {
    const key = segment === '' ? String(node.nextIndex) : segment;
    if (/^\d{1,9}$/.test(key)) node.nextIndex = Math.max(node.nextIndex, Number(key) + 1);
    if (index === path.length - 1) {
      node.children.set(key, value);
      return;
    }
    const existing = node.children.get(key);
    const next =
      existing === undefined || typeof existing === 'string' ? { children: new Map(), nextIndex: 0 } : existing;
    node.children.set(key, next);
    node = next;
  });
}

function toObject(node: Node): JsonObject {
  const object = Object.create(null) as JsonObject;
  for (const [key, child] of node.children) object[key] = typeof child === 'string' ? child : toValue(child);
  return object;
}

function toValue(node: Node): Json {
  const keys = [...node.children.keys()];
  const object = toObject(node);
  return keys.every((key, index) => key === String(index)) ? Object.values(object) : object;
}
