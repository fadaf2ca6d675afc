import { managerMessageSchema } from '@voronka/contracts';
import { newId } from './new-id.ts';

describe('a new id', () => {
  it('is a UUID that the API takes, and another one each time', () => {
    const ids = Array.from({ length: 200 }, newId);
    for (const id of ids) expect(managerMessageSchema.safeParse({ id, text: 'x' }).success).toBe(true);
    expect(new Set(ids).size).toBe(200);
  });
});
