import { describe, expect, it } from '@jest/globals';
import { fileNameOf } from './save-file.ts';

describe('the name of a flow’s file', () => {
  it('is the flow’s own, without what a system refuses', () => {
    expect(fileNameOf('Цена и контакт (2)')).toBe('Цена-и-контакт-(2).voronka.json');
    expect(fileNameOf(' ../a:b?"c" ')).toBe('..-a-b-c.voronka.json');
    expect(fileNameOf('???')).toBe('flow.voronka.json');
    expect(fileNameOf('Ночью', 'svg')).toBe('Ночью.svg');
  });
});
