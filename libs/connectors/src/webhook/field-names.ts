import type { WebhookCrmField, WebhookCrmSettings } from '@voronka/contracts';
import type { Row } from '../shared/rows.ts';

/** What fields belong to. */
type FieldOwner = 'contact' | 'lead';
/** Our name of a field, without what it belongs to. */
type FieldOf<Owner extends FieldOwner> = WebhookCrmField extends infer Field
  ? Field extends `${Owner}.${infer Name}`
    ? Name
    : never
  : never;

/** Translates between our fields and the receiver's names for them. */
export class FieldNames<Owner extends FieldOwner> {
  constructor(
    private readonly owner: Owner,
    private readonly names: WebhookCrmSettings['fields'],
  ) {}

  /** The receiver's name of a field. */
  nameOf(field: FieldOf<Owner>): string {
    return this.names[`${this.owner}.${field}` as WebhookCrmField] ?? field;
  }

  /** Fields under the receiver's names. What is null or undefined is not known, and is left out. */
  toTheirs(fields: Partial<Record<FieldOf<Owner>, unknown>>): Row {
    const known = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
    return Object.fromEntries(known.map(([field, value]) => [this.nameOf(field as FieldOf<Owner>), value]));
  }

  /** A field of an answer. */
  read(fields: Row, field: FieldOf<Owner>): unknown {
    return fields[this.nameOf(field)];
  }
}
