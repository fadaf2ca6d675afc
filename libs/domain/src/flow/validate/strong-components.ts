/** A walk's stay at a node: how far its ways on have been looked at. */
interface Stay {
  node: string;
  next: number;
}

/**
 * The nodes that lie on cycles, by cycle: sets of nodes of which each can be reached from each other, and single nodes
 * that lead to themselves. Linear in nodes and edges (Tarjan), without recursion.
 *
 * @param nodes in the order in which the cycles' nodes are wanted
 */
export function cyclesOf(nodes: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): string[][] {
  const all = [...nodes];
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const cycles: string[][] = [];

  const enter = (node: string): Stay => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, next: 0 };
  };
  const lower = (node: string, to: number): void => void low.set(node, Math.min(low.get(node) ?? to, to));
  const leave = (node: string): void => {
    if (low.get(node) !== order.get(node)) return;
    const members: string[] = [];
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      isOpen.delete(member);
      members.push(member);
      if (member === node) break;
    }
    if (members.length > 1 || next.get(node)?.includes(node)) cycles.push(members.reverse());
  };

  for (const root of all) {
    if (order.has(root)) continue;
    const walk: Stay[] = [enter(root)];
    for (let stay = walk.at(-1); stay; stay = walk.at(-1)) {
      const target = next.get(stay.node)?.[stay.next];
      stay.next += 1;
      if (target === undefined) {
        walk.pop();
        leave(stay.node);
        const below = walk.at(-1);
        if (below) lower(below.node, low.get(stay.node) ?? 0);
      } else if (!order.has(target)) {
        walk.push(enter(target));
      } else if (isOpen.has(target)) {
        lower(stay.node, order.get(target) ?? 0);
      }
    }
  }
  return cycles;
}
