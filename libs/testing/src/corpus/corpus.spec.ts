import type { CorpusEntry, CorpusLanguage, CorpusPart } from './index.ts';
import { corpus, corpusDeclarations, partOf } from './index.ts';

const languages: CorpusLanguage[] = ['ru', 'en'];
const parts = ['tuning', 'heldOut'] as const satisfies CorpusPart[];
const all = (language: CorpusLanguage): CorpusEntry[] => parts.flatMap((part) => corpus[language][part]);
const expecting = (entries: CorpusEntry[], slot: string): number =>
  entries.filter(({ values }) => values?.[slot] !== undefined).length;

describe.each(languages)('the corpus (%s)', (language) => {
  it('has at least 300 messages, a third of them held out', () => {
    expect(all(language).length).toBeGreaterThanOrEqual(300);
    const share = corpus[language].heldOut.length / all(language).length;
    expect(share).toBeGreaterThan(0.28);
    expect(share).toBeLessThan(0.38);
  });

  it.each(parts)('has enough messages with each detail and without any (%s)', (part) => {
    const entries = corpus[language][part];
    expect(expecting(entries, 'name')).toBeGreaterThanOrEqual(50);
    expect(expecting(entries, 'phone')).toBeGreaterThanOrEqual(50);
    expect(expecting(entries, 'email')).toBeGreaterThanOrEqual(12);
    expect(entries.filter(({ values }) => values === undefined).length).toBeGreaterThanOrEqual(100);
    for (const intention of ['correction', 'question', 'refusal', 'stop', 'spam'] as const)
      expect(entries.some(({ means }) => means?.includes(intention))).toBe(true);
  });

  it.each(parts)('keeps every message in the part that its hash names (%s)', (part) => {
    expect(corpus[language][part].filter(({ text }) => partOf(text) !== part).map(({ text }) => text)).toEqual([]);
  });

  it('has no message twice in the same situation', () => {
    const situations = all(language).map(({ text, wanted, declared, known, country }) =>
      JSON.stringify([text, wanted, declared, known, country]),
    );
    expect(situations.filter((situation, at) => situations.indexOf(situation) !== at)).toEqual([]);
  });

  it('speaks only of slots that exist', () => {
    const keys = ['name', 'phone', 'email', ...Object.keys(corpusDeclarations)];
    for (const { wanted, values, others, doubtful, retracted } of [...all(language), ...corpus[language].later]) {
      const named = [
        ...wanted,
        ...Object.keys(values ?? {}),
        ...Object.keys(others ?? {}),
        ...(doubtful ?? []),
        ...(retracted ?? []),
      ];
      expect(named.filter((slot) => !keys.includes(slot))).toEqual([]);
    }
  });
});

it.each(['heldOut', 'later'] as const)('no message of the tuning part is in a part that only measures (%s)', (part) => {
  const tuning = new Set(languages.flatMap((language) => corpus[language].tuning.map(({ text }) => text)));
  const measured = languages.flatMap((language) => corpus[language][part].map(({ text }) => text));
  expect(measured.length).toBeGreaterThan(100);
  expect(measured.filter((text) => tuning.has(text))).toEqual([]);
});
