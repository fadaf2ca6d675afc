/** How far the vendors' clocks are ahead of this machine's, in ms; below zero: behind. */
export class ClockShift {
  ms = 0;
}
