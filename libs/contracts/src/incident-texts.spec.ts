import { describe, expect, it } from '@jest/globals';
import { errorTexts } from './error-texts.ts';
import { incidentText } from './incident-texts.ts';

describe('the reason of an incident', () => {
  it.each([
    'Flow.Invalid',
    'Flow.WaitNeverEnds',
    'Flow.SubFlowMissing',
    'Flow.CircleOfEvents',
    'Flow.SideRunWaits',
    'Flow.TwoBranchesWait',
    'Flow.NoRuleMatched',
    'Crm.Rejected',
  ])('%s is said in whole sentences, in both languages', (code) => {
    const { ru, en } = incidentText(code);
    expect(ru).toMatch(/^[А-ЯЁA-Z].*[а-яё].*\.$/u);
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(ru).not.toContain(code);
  });

  it('does not tell an author that the flow was not published when it runs already', () => {
    expect(incidentText('Flow.Invalid')).not.toEqual(errorTexts['Flow.Invalid']);
  });

  it('names a code that nobody has words for yet', () => {
    expect(incidentText('Vendor.Odd').ru).toContain('Vendor.Odd');
    expect(incidentText('toString').en).toContain('toString');
  });
});
