/** Where the wish for silence is kept. */
export const soundKey = 'voronka.callSound';

/** Whether a call for a manager is heard; it is unless somebody has muted it here. */
export function isSoundOn(stored: string | null): boolean {
  return stored !== 'false';
}

/** Two short notes, without a file. A page that nobody has touched yet may not make a sound, and stays silent. */
export function playCall(): void {
  const audio = new AudioContext();
  if (audio.state !== 'running') return void audio.close();
  const volume = audio.createGain();
  volume.gain.value = 0.08;
  volume.connect(audio.destination);
  const notes = [659, 880].map((frequency, at) => {
    const tone = audio.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(volume);
    tone.start(audio.currentTime + at * 0.16);
    tone.stop(audio.currentTime + at * 0.16 + 0.13);
    return tone;
  });
  notes.at(-1)?.addEventListener('ended', () => void audio.close());
}

/** Shows the browser's own notification, where it is allowed. @param open what a click on it does */
export function showNotice(notice: { title: string; text: string; tag: string }, open: () => void): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const shown = new Notification(notice.title, { body: notice.text, tag: notice.tag });
  shown.onclick = () => {
    window.focus();
    open();
    shown.close();
  };
}

/** Id of the notice by which a dialogue calls for a manager: one per dialogue, and gone when somebody opens it. */
export function callNoticeId(dialogueId: string): string {
  return `call-${dialogueId}`;
}
