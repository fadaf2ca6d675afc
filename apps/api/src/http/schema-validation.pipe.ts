import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { FieldsError } from './api-fault.ts';
import { fieldProblemsOf } from './field-problems.ts';

/** Checks every `@Body({ schema })`, `@Query({ schema })` against its zod schema and hands on what the schema made of it. */
export function createSchemaValidationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    // All schemas of the product are zod's, whose issues carry more than the standard asks for.
    exceptionFactory: (issues) =>
      new FieldsError('Request.Invalid', fieldProblemsOf(issues as readonly z.core.$ZodIssue[])),
  });
}
