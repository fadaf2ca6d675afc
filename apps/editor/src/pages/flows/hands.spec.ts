import { jest } from '@jest/globals';
import { watchHands, whenHandsAreOff } from './hands.ts';

describe('hands on a page', () => {
  it.each(['pointerup', 'pointercancel', 'dragend', 'blur'])('hold something from a press until %s', (end) => {
    const page = new EventTarget();
    const hands = watchHands(page);
    expect(hands.areHolding()).toBe(false);
    page.dispatchEvent(new Event('pointerdown'));
    expect(hands.areHolding()).toBe(true);
    page.dispatchEvent(new Event(end));
    expect(hands.areHolding()).toBe(false);
  });

  it('that never let go count for ten seconds', () => {
    const page = new EventTarget();
    let nowMs = 0;
    const hands = watchHands(page, () => nowMs);
    page.dispatchEvent(new Event('pointerdown'));
    nowMs = 9_999;
    expect(hands.areHolding()).toBe(true);
    nowMs = 10_000;
    expect(hands.areHolding()).toBe(false);
  });

  it('are watched no more after that was stopped', () => {
    const page = new EventTarget();
    const hands = watchHands(page);
    hands.stop();
    page.dispatchEvent(new Event('pointerdown'));
    expect(hands.areHolding()).toBe(false);
  });
});

describe('work that would disturb a hand', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is done after its time, and when the hand lets go', () => {
    let held = true;
    const work = jest.fn();
    whenHandsAreOff(() => held, 800, work);
    jest.advanceTimersByTime(2_000);
    expect(work).not.toHaveBeenCalled();
    held = false;
    jest.advanceTimersByTime(150);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('is done at its time where nothing is held, and not at all when it is called off', () => {
    const [done, calledOff] = [jest.fn(), jest.fn()];
    whenHandsAreOff(() => false, 800, done);
    const callOff = whenHandsAreOff(() => true, 800, calledOff);
    jest.advanceTimersByTime(799);
    expect(done).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(done).toHaveBeenCalledTimes(1);
    callOff();
    jest.advanceTimersByTime(5_000);
    expect(calledOff).not.toHaveBeenCalled();
  });
});
