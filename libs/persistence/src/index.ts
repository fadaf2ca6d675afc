export * from './entities/workspace.entities.ts';
export * from './entities/setup.entities.ts';
export * from './entities/dialogue.entities.ts';
export * from './entities/operation.entities.ts';
export { entities } from './entities/index.ts';
export * from './orm.ts';
