import { OperatingCounter } from './operating-counter.ts';

const minute = 60_000;

describe('OperatingCounter', () => {
  it('sums ten minutes and forgets the eleventh', () => {
    const counter = new OperatingCounter();
    counter.add('crm.lead.add', 3, 0);
    counter.add('crm.lead.add', 2, 5 * minute);
    expect(counter.read('crm.lead.add', 9 * minute).seconds).toBe(5);
    expect(counter.read('crm.lead.add', 10 * minute).seconds).toBe(2);
  });

  it('says when the oldest minute will be forgotten', () => {
    const counter = new OperatingCounter();
    counter.add('m', 1, 2 * minute + 30_000);
    const { resetAtMs } = counter.read('m', 3 * minute);
    expect(counter.read('m', resetAtMs - 1).seconds).toBe(1);
    expect(counter.read('m', resetAtMs).seconds).toBe(0);
  });

  it('counts methods apart', () => {
    const counter = new OperatingCounter();
    counter.add('a', 1, 0);
    expect(counter.read('b', 0).seconds).toBe(0);
  });
});
