/** Lower case and `ё` as `е`, apostrophes straight: the form in which words are compared. Keeps every offset. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  // A few letters (İ) grow when they are made small; a text of another length would break all offsets.
  const folded = lower.length === word.length ? lower : [...word].map(smallSameLength).join('');
  return folded.replaceAll('ё', 'е').replace(/[’ʼ`´]/gu, "'");
}

function smallSameLength(letter: string): string {
  const small = letter.toLowerCase();
  return small.length === letter.length ? small : letter;
}
