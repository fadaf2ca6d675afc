import { applyChanges } from './apply-changes.ts';
import type { FindingCode, FlowFinding } from './finding.ts';
import { findingCodes } from './finding.ts';
import { declarationCases } from './testing/declaration.cases.ts';
import type { FindingCase } from './testing/finding-case.ts';
import { surroundings } from './testing/flows.ts';
import { graphCases } from './testing/graph.cases.ts';
import { nodeCases } from './testing/node.cases.ts';
import { surroundingsCases } from './testing/surroundings.cases.ts';
import { validateFlow } from './validate-flow.ts';

const cases: Record<FindingCode, FindingCase> = {
  ...graphCases,
  ...nodeCases,
  ...declarationCases,
  ...surroundingsCases,
};

function findings({ flow, within }: FindingCase): FlowFinding[] {
  return validateFlow(flow, { ...surroundings, ...within });
}

function theFinding(code: FindingCode): FlowFinding {
  const found = findings(cases[code]).find((one) => one.code === code && one.nodeId === cases[code].at);
  if (!found) throw new Error(`${code} is not found`);
  return found;
}

describe.each(findingCodes)('%s', (code) => {
  const { flow, at, along = [], within, near, nearWithin, settled = false } = cases[code];

  it('is found where it is, and nothing is found that is not there', () => {
    const found = findings(cases[code]);
    expect(new Set(found.map((one) => one.code))).toEqual(new Set([code, ...along]));
    expect(found.filter((one) => one.code === code).map(({ nodeId }) => nodeId)).toContain(at);
  });

  it('is not found in a flow that just has it right', () => {
    expect(validateFlow(near, { ...surroundings, ...within, ...nearWithin })).toEqual([]);
  });

  it('speaks both languages, and so does its suggestion', () => {
    const { message, hint, suggestion } = theFinding(code);
    for (const words of [message, hint, ...(suggestion ? [suggestion.text] : [])]) {
      expect(words.ru).toMatch(/[а-яё]/iu);
      expect(words.en).toMatch(/[a-z]/iu);
      expect(`${words.ru} ${words.en}`).not.toMatch(/undefined|null|\[object/u);
    }
  });

  it(settled ? 'is gone once its suggestion is followed' : 'leaves the drawing to its author', () => {
    const changes = theFinding(code).suggestion?.changes ?? [];
    expect(changes.length > 0).toBe(settled);
    if (!settled) return;
    const after = validateFlow(applyChanges(flow, changes), { ...surroundings, ...within });
    expect(after.filter((one) => one.code === code && one.nodeId === at)).toEqual([]);
  });
});
