/** One number by which every limit of the sandbox is multiplied: 10 admits ten times as much. */
export class LimitFactor {
  value = 1;
}
