// @ts-ignore
export const port: number = 'eighty';
