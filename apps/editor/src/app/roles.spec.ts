import { roleSchema } from '@voronka/contracts';
import { navigationFor } from './navigation.ts';
import { abilitiesOf } from './roles.ts';

describe('what a role sees', () => {
  it('lets an auditor look at everything and change nothing', () => {
    const { seeFlows, ...changes } = abilitiesOf('auditor');
    expect(seeFlows).toBe(true);
    expect(Object.values(changes)).toEqual(Object.values(changes).map(() => false));
  });

  it('keeps publishing to admins', () => {
    const publishers = roleSchema.options.filter((role) => abilitiesOf(role).publishFlows);
    expect(publishers).toEqual(['admin']);
  });

  it('lists only pages the role may open, in the order of the rail', () => {
    const pages = (role: 'admin' | 'assistant') => navigationFor(abilitiesOf(role)).map((item) => item.key);
    expect(pages('admin')).toEqual(['overview', 'dialogues', 'flows', 'diagnostics']);
    expect(pages('assistant')).not.toContain('flows');
  });
});
