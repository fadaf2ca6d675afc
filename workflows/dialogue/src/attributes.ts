import { upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { dialogueSearchAttributes } from '@voronka/contracts/workflow';

const keys = new Map(
  Object.values(dialogueSearchAttributes).map((name) => [
    name as string,
    defineSearchAttributeKey(name, SearchAttributeType.KEYWORD),
  ]),
);

/** Keeps what Temporal's own pages can search a dialogue by, and writes only what changed. */
export class Attributes {
  private readonly shown = new Map<string, string>();

  /** @param values by name of the search attribute; unknown names are left alone */
  show(values: Readonly<Record<string, string>>): void {
    const changed = Object.entries(values).flatMap(([name, value]) => {
      const key = keys.get(name);
      if (!key || this.shown.get(name) === value) return [];
      this.shown.set(name, value);
      return [{ key, value: value === '' ? null : value }];
    });
    if (changed.length > 0) upsertSearchAttributes(changed);
  }
}
