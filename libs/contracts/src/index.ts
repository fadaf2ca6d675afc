export * from './workflow.ts';
export * from './barriers.ts';
export * from './errors.ts';
export type * from './crm.port.ts';
export type * from './ports.ts';
export * from './flow.schema.ts';
export * from './widget.schema.ts';
export * from './webhook-channel.schema.ts';
export * from './admin.schema.ts';
