import { roleSchema } from '@voronka/contracts';
import { navigationFor } from './navigation.ts';
import { abilitiesOf } from './roles.ts';

describe('what a role sees', () => {
  it('lets an auditor look at everything and change nothing', () => {
    const { seeFlows, seeDistribution, seeAssistants, seeTokens, seeSignals, ...changes } = abilitiesOf('auditor');
    expect(seeFlows && seeDistribution && seeAssistants && seeTokens && seeSignals).toBe(true);
    expect(Object.values(changes)).toEqual(Object.values(changes).map(() => false));
  });

  it('keeps drawing and publishing to admins', () => {
    expect(roleSchema.options.filter((role) => abilitiesOf(role).editFlows)).toEqual(['admin']);
    expect(roleSchema.options.filter((role) => abilitiesOf(role).publishFlows)).toEqual(['admin']);
  });

  it('leaves the distribution of dialogues to admins', () => {
    const changers = roleSchema.options.filter((role) => abilitiesOf(role).changeDistribution);
    expect(changers).toEqual(['admin']);
  });

  it('leaves assistants, their tokens and the webhooks to admins', () => {
    const changers = roleSchema.options.filter((role) => abilitiesOf(role).changeAssistants);
    expect(changers).toEqual(['admin']);
    expect(abilitiesOf('manager').seeTokens).toBe(false);
  });

  it('leaves the catalogue of signals to admins', () => {
    expect(roleSchema.options.filter((role) => abilitiesOf(role).changeSignals)).toEqual(['admin']);
  });

  it('lists only pages the role may open, in the order of the rail', () => {
    const pages = (role: 'admin' | 'assistant') => navigationFor(abilitiesOf(role)).map((item) => item.key);
    expect(pages('admin')).toEqual([
      'overview',
      'dialogues',
      'flows',
      'distribution',
      'assistants',
      'signals',
      'diagnostics',
    ]);
    expect(pages('assistant')).not.toContain('flows');
  });
});
