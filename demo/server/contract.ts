import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { Problem } from './problems.js';

interface Operation {
  operationId?: string;
  requestBody?: { content: Record<string, unknown> };
}
const document = parse(readFileSync(new URL('../../src/client/openapi.yaml', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const ajv = new Ajv2020({ strict: false, allErrors: false });
formats.default(ajv);
ajv.addSchema(document, 'contract');

const bodies = new Map<string, ValidateFunction>();
const pointer = (segment: string): string => encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));

function bodyOf(operationId: string): ValidateFunction {
  const known = bodies.get(operationId);
  if (known) return known;
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (operation.operationId !== operationId || !operation.requestBody) continue;
      const at = `paths/${pointer(path)}/${method}/requestBody/content/${pointer('application/json')}/schema`;
      const validate = ajv.compile({ $ref: `contract#/${at}` });
      bodies.set(operationId, validate);
      return validate;
    }
  }
  throw new Error(`${operationId} has no request body in the contract`);
}

/** Property that an error is about: `context.businessId`, or the missing one's name. */
function target(error: ErrorObject): string {
  const path = error.instancePath.split('/').slice(1);
  const missing = error.keyword === 'required' ? [String((error.params as { missingProperty: string }).missingProperty)] : [];
  return [...path, ...missing].join('.') || 'body';
}

/** A database cuts text at a NUL or refuses it; so does the contract, which has no use for one. */
function storable(key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.includes('\0')) throw new Problem('VALIDATION_ERROR', 'Text must not hold NUL.', undefined, key);
  return value;
}

/**
 * The request's JSON body, checked against the contract's own schema of the operation.
 *
 * @throws Problem `VALIDATION_ERROR` with the property in `target`.
 */
export async function readBody<T>(request: { text(): Promise<string> }, operationId: string): Promise<T> {
  let value: unknown;
  try {
    value = JSON.parse(await request.text(), storable);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('VALIDATION_ERROR', 'The body is not JSON.', undefined, 'body');
  }
  const validate = bodyOf(operationId);
  if (!validate(value)) {
    const error = validate.errors![0]!;
    throw new Problem('VALIDATION_ERROR', `${target(error)} ${error.message}.`, undefined, target(error));
  }
  return value as T;
}
