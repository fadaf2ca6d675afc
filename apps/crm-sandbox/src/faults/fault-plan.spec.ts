import { FaultPlan } from './fault-plan.ts';

const fault = { kind: 'error500', method: '*', times: 1, delayMs: 0 } as const;

describe('FaultPlan', () => {
  it('hits as many matching requests as ordered, then none', () => {
    const plan = new FaultPlan();
    plan.add({ ...fault, method: 'crm.lead.*', times: 2 });
    expect(plan.take(['crm.deal.add'])).toBeNull();
    expect(plan.take(['crm.lead.add'])?.kind).toBe('error500');
    expect(plan.take(['CRM.LEAD.UPDATE'])?.kind).toBe('error500');
    expect(plan.take(['crm.lead.add'])).toBeNull();
  });

  it('takes the oldest fitting fault first', () => {
    const plan = new FaultPlan();
    plan.add({ ...fault, kind: 'hang', method: 'user.get' });
    plan.add({ ...fault, kind: 'slow' });
    plan.add({ ...fault, kind: 'dropBefore' });
    expect([plan.take(['batch']), plan.take(['user.get']), plan.take(['batch'])].map((hit) => hit?.kind)).toEqual([
      'slow',
      'hang',
      'dropBefore',
    ]);
  });

  it('sees the commands inside a batch', () => {
    const plan = new FaultPlan();
    plan.add({ ...fault, method: 'crm.contact.add' });
    expect(plan.take(['batch', 'crm.lead.add', 'crm.contact.add'])).not.toBeNull();
  });

  it('takes a dot in the pattern literally', () => {
    const plan = new FaultPlan();
    plan.add({ ...fault, method: 'crm.lead' });
    expect(plan.take(['crmxlead'])).toBeNull();
  });
});
