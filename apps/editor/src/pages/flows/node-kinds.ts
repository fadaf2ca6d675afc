import { nodeSpecifications } from '@voronka/domain';
import type { Locale, NodeFamily, NodeKind } from '@voronka/domain';

/** Every kind of node, in the order in which the editor offers them. */
export const nodeKinds = Object.keys(nodeSpecifications) as NodeKind[];

const families: readonly NodeFamily[] = ['event', 'question', 'rule', 'step', 'crm', 'human', 'end'];

/** The kinds whose name or help holds the words that are searched for, by family; families without one are left out. */
export function kindsByFamily(search: string, locale: Locale): { family: NodeFamily; kinds: NodeKind[] }[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (kind: NodeKind) => {
    const { title, help } = nodeSpecifications[kind];
    const text = `${title[locale]} ${help[locale]}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return families
    .map((family) => ({
      family,
      kinds: nodeKinds.filter((kind) => nodeSpecifications[kind].family === family && fits(kind)),
    }))
    .filter(({ kinds }) => kinds.length > 0);
}
