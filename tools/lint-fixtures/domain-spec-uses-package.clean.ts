import fc from 'fast-check';

export const anyText = fc.string();
