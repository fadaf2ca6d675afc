import { roleSchema } from '@voronka/contracts';
import { navigationFor } from './navigation.ts';
import { abilitiesOf } from './roles.ts';

describe('what a role sees', () => {
  it('lets an auditor look at everything and change nothing', () => {
    const all: [string, boolean][] = Object.entries({ ...abilitiesOf('auditor') });
    const granted = (seeing: boolean) =>
      all.filter(([name]) => name.startsWith('see') === seeing).map(([, may]) => may);
    expect(granted(true)).toEqual(granted(true).map(() => true));
    expect(granted(false)).toEqual(granted(false).map(() => false));
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

  it('leaves funnels and channels to admins', () => {
    const changers = roleSchema.options.filter((role) => abilitiesOf(role).changeFunnels);
    expect(changers).toEqual(['admin']);
    expect(roleSchema.options.filter((role) => abilitiesOf(role).changeChannels)).toEqual(['admin']);
    expect(roleSchema.options.filter((role) => abilitiesOf(role).changeIntegrations)).toEqual(['admin']);
  });

  it('lists only pages the role may open, in the order of the rail', () => {
    const pages = (role: 'admin' | 'assistant') => navigationFor(abilitiesOf(role)).map((item) => item.key);
    expect(pages('admin')).toEqual([
      'overview',
      'dialogues',
      'funnels',
      'flows',
      'channels',
      'distribution',
      'assistants',
      'signals',
      'integrations',
      'diagnostics',
    ]);
    expect(pages('assistant')).not.toContain('flows');
  });
});
