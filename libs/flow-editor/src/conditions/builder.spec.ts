import fc from 'fast-check';
import { conditionTreeSchema } from '@voronka/contracts/flow';
import type { ConditionLeaf, ConditionTree } from '@voronka/domain';
import {
  addPart,
  changeLeaf,
  groupLimit,
  joinBy,
  movePart,
  removePart,
  unwrapPart,
  wrapPart,
} from './builder-edits.ts';
import { countingIds, fromBuilder, partsOf, toBuilder } from './builder-tree.ts';
import type { BuilderNode } from './builder-tree.ts';

const leafNamed = (value: string): ConditionLeaf => ({ fact: 'stage', operator: 'equal', value });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(leafNamed) as [
  ConditionLeaf,
  ConditionLeaf,
  ConditionLeaf,
  ConditionLeaf,
];

const leaves: fc.Arbitrary<ConditionLeaf> = fc.record(
  {
    fact: fc.constantFrom('stage', 'tags', 'score', 'message.text', 'slots.phone.known'),
    operator: fc.constantFrom('equal', 'in', 'hasAnyWord', 'greaterThan'),
    value: fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.boolean(), fc.array(fc.string({ maxLength: 9 }))),
    label: fc.record({ ru: fc.string({ maxLength: 9 }), en: fc.string({ maxLength: 9 }) }),
  },
  { requiredKeys: ['fact', 'operator', 'value'] },
);
const { tree: trees } = fc.letrec<{ tree: ConditionTree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));

function built(tree: ConditionTree) {
  const newId = countingIds();
  const root = toBuilder(tree, newId);
  const idOf = (leaf: ConditionLeaf) =>
    partsOf(root).find((part) => part.kind === 'leaf' && part.leaf === leaf)?.id ?? '';
  return { root, newId, idOf };
}
const after = (node: BuilderNode | null) => node && fromBuilder(node);
const leavesOf = (node: BuilderNode) => partsOf(node).flatMap((part) => (part.kind === 'leaf' ? [part.leaf] : []));

describe('a condition tree in the builder', () => {
  it('comes out as it went in', () => {
    fc.assert(fc.property(trees, (tree) => expect(fromBuilder(toBuilder(tree, countingIds()))).toEqual(tree)));
  });

  it('has ids of its own for every part, also after edits', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const { root, newId } = built(tree);
        const edited = addPart(wrapPart(root, root.id, 'not', newId), root.id, toBuilder(tree, newId), newId);
        const ids = partsOf(edited).map((part) => part.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('stays a tree that the engine takes, whatever is done to it', () => {
    const edits = fc.array(
      fc.tuple(fc.constantFrom('remove', 'up', 'down', 'in', 'out', 'wrap', 'unwrap', 'add'), fc.nat()),
      {
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(trees, edits, (tree, steps) => {
        const { root, newId } = built(tree);
        let now: BuilderNode | null = root;
        for (const [step, pick] of steps) {
          if (!now) break;
          const parts = partsOf(now);
          const id = parts[pick % parts.length]?.id ?? '';
          const count = leavesOf(now).length;
          if (step === 'remove') now = removePart(now, id);
          else if (step === 'wrap') now = wrapPart(now, id, (['all', 'any', 'not'] as const)[pick % 3] ?? 'all', newId);
          else if (step === 'unwrap') now = unwrapPart(now, id);
          else if (step === 'add') now = addPart(now, id, { id: newId(), kind: 'leaf', leaf: a }, newId);
          else now = movePart(now, id, step) ?? now;
          if (now && step !== 'remove' && step !== 'add') expect(leavesOf(now)).toHaveLength(count);
          if (now) expect(conditionTreeSchema.safeParse(fromBuilder(now)).success).toBe(true);
        }
      }),
    );
  });
});

describe('edits of a condition', () => {
  it('a removed condition takes the groups with it that it leaves empty', () => {
    const { root, idOf } = built({ all: [a, { not: { any: [b] } }] });
    expect(after(removePart(root, idOf(b)))).toEqual({ all: [a] });
    expect(removePart(built(a).root, 'c1')).toBeNull();
  });

  it('a condition is added after another, at the end of a group, or makes a group of two', () => {
    const { root, newId, idOf } = built({ any: [a, b] });
    const added = { id: 'new', kind: 'leaf', leaf: c } as const;
    expect(after(addPart(root, idOf(a), added, newId))).toEqual({ any: [a, c, b] });
    expect(after(addPart(root, root.id, added, newId))).toEqual({ any: [a, b, c] });
    expect(after(addPart(built(a).root, 'c1', added, newId))).toEqual({ all: [a, c] });
    const negated = built({ not: a });
    expect(after(addPart(negated.root, negated.idOf(a), added, negated.newId))).toEqual({ not: { all: [a, c] } });
  });

  it('a full group takes nothing more', () => {
    const { root, newId, idOf } = built({
      all: Array.from({ length: groupLimit }, (_, at) => (at === 0 ? a : { ...b })),
    });
    const added = { id: 'new', kind: 'leaf', leaf: c } as const;
    expect(addPart(root, root.id, added, newId)).toBe(root);
    expect(addPart(root, idOf(a), added, newId)).toBe(root);
  });

  it('a condition moves among its neighbours and no further', () => {
    const { root, idOf } = built({ all: [a, b] });
    expect(after(movePart(root, idOf(a), 'down'))).toEqual({ all: [b, a] });
    expect(after(movePart(root, idOf(b), 'up'))).toEqual({ all: [b, a] });
    expect(movePart(root, idOf(a), 'up')).toBeNull();
    expect(movePart(root, root.id, 'down')).toBeNull();
  });

  it('a condition moves into the group above it and out again', () => {
    const { root, idOf } = built({ all: [{ any: [a, b] }, c] });
    const within = movePart(root, idOf(c), 'in');
    expect(after(within)).toEqual({ all: [{ any: [a, b, c] }] });
    expect(after(within && movePart(within, idOf(c), 'out'))).toEqual({ all: [{ any: [a, b] }, c] });
    const lonely = built({ all: [{ any: [a] }, b] });
    expect(after(movePart(lonely.root, lonely.idOf(a), 'out'))).toEqual({ all: [a, b] });
  });

  it('a group is put around and taken away', () => {
    const { root, newId, idOf } = built({ all: [a, b] });
    const wrapped = wrapPart(root, idOf(b), 'not', newId);
    expect(after(wrapped)).toEqual({ all: [a, { not: b }] });
    const nested = built({ all: [{ any: [a, b] }, { not: c }, d] });
    const [group, negation] = partsOf(nested.root).filter((part) => part.kind !== 'leaf' && part !== nested.root);
    expect(after(unwrapPart(nested.root, group?.id ?? ''))).toEqual({ all: [a, b, { not: c }, d] });
    expect(after(unwrapPart(nested.root, negation?.id ?? ''))).toEqual({ all: [{ any: [a, b] }, c, d] });
    expect(unwrapPart(root, root.id)).toBe(root);
  });

  it('what a group asks for, and what a condition compares, can be changed', () => {
    const { root, idOf } = built({ all: [a, b] });
    expect(after(joinBy(root, root.id, 'any'))).toEqual({ any: [a, b] });
    expect(after(changeLeaf(root, idOf(b), d))).toEqual({ all: [a, d] });
  });
});
