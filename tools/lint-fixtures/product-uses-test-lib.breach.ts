import { createTestDatabase } from '@voronka/testing';

export const create = createTestDatabase;
