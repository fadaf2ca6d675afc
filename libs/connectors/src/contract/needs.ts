import type { CrmTraits } from './crm-under-test.ts';

/** What a test needs of the vendor and not every account has. */
export type ContractNeed =
  /** Failures on order, and a look at everything that is there. */
  | 'faults'
  /** More than a page of cards for one claim. */
  | 'manyCards'
  | 'peopleWhoLeft'
  | 'otherPerson'
  | 'otherFunnel';

/** A test that an account cannot be asked. */
export interface LeftOutTest {
  need: ContractNeed;
  title: string;
}

/** An account that lacks something. */
export interface LimitedAccount {
  lacks: ReadonlySet<ContractNeed>;
  /** Is told of every test that is not run for it. */
  leaveOut(test: LeftOutTest): void;
}

type Body = () => Promise<unknown>;

/** `it` for a test that has needs. Where they are not met it is told to the account as left out, never dropped. */
export interface NeedyIt {
  (title: string, body: Body, timeoutMs?: number): void;
  each<Row>(rows: readonly Row[]): (title: string, body: (row: Row) => Promise<unknown>) => void;
}

/** @param needs the first that is missing names the reason */
export function itNeeding({ limited }: Pick<CrmTraits, 'limited'>, ...needs: ContractNeed[]): NeedyIt {
  const missing = needs.find((need) => limited?.lacks.has(need));
  if (limited === undefined || missing === undefined) {
    const run = (title: string, body: Body, timeoutMs?: number) =>
      it(title, async () => void (await body()), timeoutMs);
    return Object.assign(run, {
      each:
        <Row>(rows: readonly Row[]) =>
        (title: string, body: (row: Row) => Promise<unknown>) =>
          rows.forEach((row) => it(titled(title, row), async () => void (await body(row)))),
    });
  }
  const leaveOut = (title: string) => limited.leaveOut({ need: missing, title });
  return Object.assign(leaveOut, {
    each:
      <Row>(rows: readonly Row[]) =>
      (title: string) =>
        rows.forEach((row) => leaveOut(titled(title, row))),
  });
}

/** A title with its row's value, or the first of its values, in the place of `%s`. */
function titled(title: string, row: unknown): string {
  return title.replace('%s', String(Array.isArray(row) ? row[0] : row));
}
