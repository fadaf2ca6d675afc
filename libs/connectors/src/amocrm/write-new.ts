import type { CrmCallContext } from '@voronka/contracts';
import { unknownChoices } from './failures.ts';
import type { FieldDirectory } from './field-directory.ts';
import type { FieldValues } from './field-values.ts';

/** A card as it is to be made. */
export interface NewBody {
  responsible_user_id?: number;
  custom_fields_values: readonly FieldValues[];
  [name: string]: unknown;
}

/**
 * Makes a card. One thing that the account no longer has refuses the whole request, and then nothing was made; so the
 * parts that a card can do without are taken off and it is sent once more: fields that somebody removed, and a
 * responsible who has left. Everything else, a stage above all, stays a failure for people.
 *
 * @param build what to send, by the codes of the fields that there are
 */
export async function writeNew<T>(
  fields: FieldDirectory,
  build: (codes: ReadonlySet<string>) => NewBody,
  send: (body: NewBody) => Promise<T>,
  context: CrmCallContext,
): Promise<T> {
  try {
    return await send(build(await fields.codes(context)));
  } catch (error) {
    const paths = unknownChoices(error);
    const dispensable = paths.filter((path) => /responsible_user_id$|custom_fields_values\./.test(path));
    if (paths.length === 0 || dispensable.length < paths.length) throw error;
    fields.forget();
    const { responsible_user_id: responsible, ...body } = build(await fields.codes(context));
    const keepsResponsible = responsible !== undefined && !paths.some((path) => path.endsWith('responsible_user_id'));
    return send({ ...body, ...(keepsResponsible ? { responsible_user_id: responsible } : {}) });
  }
}
