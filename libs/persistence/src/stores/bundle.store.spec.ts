import { describe, expect, it } from '@jest/globals';
import { priceAndContactFlow } from '@voronka/domain';
import type { BundleContent } from '@voronka/domain';
import { sealBundle } from './bundle.store.ts';

const content: BundleContent = {
  version: 1,
  flowId: 'flow',
  flow: priceAndContactFlow,
  funnel: { id: 'funnel', name: { ru: 'Продажи', en: 'Sales' }, stages: [] },
  stageMapping: { b: '2', a: '1' },
  channel: {
    id: 'channel',
    name: 'Сайт',
    switches: {
      createContact: true,
      createLead: true,
      searchExisting: true,
      updateContact: true,
      assignResponsible: true,
    },
    defaultCountry: 'RU',
    defaultLocale: 'ru',
  },
  assistant: { id: 'assistant', mode: 'qualifiesAndCreatesLead' },
  policies: { automaticTags: [], notes: true, history: true },
};

describe('a bundle', () => {
  it('has one hash, whatever order its keys were written in', () => {
    const { hash, canonical } = sealBundle(content);
    const shuffled = Object.fromEntries(Object.entries({ ...content, stageMapping: { a: '1', b: '2' } }).reverse());
    expect(sealBundle(shuffled as unknown as BundleContent)).toEqual({ hash, canonical });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('reads back as it was', () => {
    expect(JSON.parse(sealBundle(content).canonical)).toEqual(content);
  });

  it('has another hash for another order of what is ordered', () => {
    const two = { ...content, policies: { ...content.policies, automaticTags: ['a', 'b'] } };
    const other = { ...content, policies: { ...content.policies, automaticTags: ['b', 'a'] } };
    expect(sealBundle(two).hash).not.toBe(sealBundle(other).hash);
  });
});
