import type { FlowFinding } from '@voronka/contracts';
import { countFindings, worstByNode } from './findings.tsx';

const finding = (severity: FlowFinding['severity'], nodeId: string | null): FlowFinding => ({
  code: 'Flow.Any',
  severity,
  nodeId,
  message: { ru: 'а', en: 'a' },
  hint: { ru: 'б', en: 'b' },
  suggestion: null,
});

describe('findings', () => {
  it('are counted by severity', () => {
    expect(countFindings([finding('error', 'a'), finding('warning', 'a'), finding('warning', null)])).toEqual({
      errors: 1,
      warnings: 2,
    });
  });

  it('mark a node with the worst one, in whatever order they come', () => {
    const worst = [
      [finding('error', 'a'), finding('warning', 'a')],
      [finding('warning', 'a'), finding('error', 'a')],
    ].map((findings) => worstByNode(findings).get('a'));
    expect(worst).toEqual(['error', 'error']);
  });
});
