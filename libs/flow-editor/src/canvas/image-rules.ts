/** Class names in a selector. */
const classNames = /\.(-?[_a-zA-Z][\w-]*)/gu;
/** Variables that a rule uses. */
const variables = /var\(\s*(--[\w-]+)/gu;

function holds(rule: CSSRule, classes: ReadonlySet<string>): boolean {
  if (!(rule instanceof CSSStyleRule)) return false;
  const named = [...rule.selectorText.matchAll(classNames)].map(([, name]) => name ?? '');
  // The rules of the page itself are left out: what it hands down is written at the drawing.
  if (named.length === 0) return !rule.selectorText.includes(':root');
  return named.some((name) => classes.has(name));
}

function applying(rules: CSSRuleList, classes: ReadonlySet<string>): CSSRule[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) return [];
    if (rule instanceof CSSGroupingRule && !(rule instanceof CSSStyleRule)) return applying(rule.cssRules, classes);
    return holds(rule, classes) ? [rule] : [];
  });
}

/** The page's rules that can apply to elements with these classes, in their order. */
export function rulesFor(classes: ReadonlySet<string>): string {
  const rules = [...document.styleSheets].flatMap((sheet) => applying(sheet.cssRules, classes));
  return rules.map(({ cssText }) => cssText).join('\n');
}

/** The variables that rules use, with their values at an element. */
export function variablesOf(rules: string, at: Element): [name: string, value: string][] {
  const computed = getComputedStyle(at);
  return [...new Set([...rules.matchAll(variables)].map(([, name]) => name ?? ''))]
    .map((name): [string, string] => [name, computed.getPropertyValue(name)])
    .filter(([, value]) => value !== '');
}
