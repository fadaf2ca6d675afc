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

  it('names who or what is missing in the CRM', () => {
    const gone = incidentText('Crm.ResponsibleGone', { id: '5', name: { ru: 'Ольга', en: 'Olga' } });
    expect(gone.ru).toContain('Ольга (пользователь CRM 5)');
    expect(gone.en).toContain('Olga (CRM user 5)');
    expect(incidentText('Crm.ResponsibleGone', { id: '5', name: null }).en).toContain(': CRM user 5.');
    const stage = { id: 'firstContact', name: { ru: 'Контакт установлен', en: 'First contact' } };
    expect(incidentText('Crm.StageGone', stage).ru).toContain('этап «Контакт установлен»');
    expect(incidentText('Crm.StageGone', { ...stage, name: null }).en).toContain('“firstContact”');
    expect(incidentText('Crm.FieldMissing', { id: 'UF_CRM_TAGS', name: null }).ru).toContain('UF_CRM_TAGS');
    expect(incidentText('Crm.Rejected', { id: '5', name: null })).toEqual(incidentText('Crm.Rejected'));
  });

  it('does not tell an author that the flow was not published when it runs already', () => {
    expect(incidentText('Flow.Invalid')).not.toEqual(errorTexts['Flow.Invalid']);
  });

  it('names a code that nobody has words for yet', () => {
    expect(incidentText('Vendor.Odd').ru).toContain('Vendor.Odd');
    expect(incidentText('toString').en).toContain('toString');
  });
});
