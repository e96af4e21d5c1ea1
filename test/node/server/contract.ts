import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';

interface Operation {
  operationId?: string;
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>;
  'x-error-codes'?: string[];
}
export interface Answer {
  operationId: string;
  status: number;
  body: unknown;
}

const document = parse(readFileSync(new URL('../../../src/client/openapi.yaml', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'contract');
const compiled = new Map<string, ValidateFunction>();
/** Codes that the contract lets any operation answer. */
const ANYWHERE = ['INVALID_PROJECT_KEY', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'RATE_LIMITED', 'INTERNAL_ERROR'];

const escape = (segment: string) => encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));

function schema(pointer: string): ValidateFunction {
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `contract#/${pointer}` });
  compiled.set(pointer, validate);
  return validate;
}

/** The operation that a method and a path (without `/v2` and query) belong to; literal segments win over parameters. */
function find(method: string, path: string): { template: string; operation: Operation } | undefined {
  const segments = path.split('/');
  const fitting = Object.entries(document.paths)
    .filter(([template, item]) => {
      const parts = template.split('/');
      return method in item && parts.length === segments.length && parts.every((part, at) => part.startsWith('{') || part === segments[at]);
    })
    .sort(([a], [b]) => a.split('{').length - b.split('{').length);
  return fitting[0] && { template: fitting[0][0], operation: fitting[0][1][method]! };
}

/**
 * Asserts that an answer is one that the contract gives the operation: its status, its body's schema, and for failures the
 * error object with a code of the operation. The answer's body stays readable. Use it on every answer of a test.
 */
export async function conforms(method: string, path: string, answer: Response): Promise<Answer> {
  const found = find(method.toLowerCase(), new URL(path, 'http://x').pathname.replace(/^\/v2/, '') || '/');
  assert.ok(found, `${method} ${path} is not in the contract`);
  const { template, operation } = found;
  const name = `${operation.operationId} ${answer.status}`;
  const response = operation.responses[answer.status];
  assert.ok(response, `${name} is not an answer of the contract: ${await answer.clone().text()}`);
  const text = await answer.clone().text();
  if (answer.status === 204) return { operationId: operation.operationId!, status: 204, body: null };
  const body: unknown = JSON.parse(text);
  if (answer.ok) {
    const at = `paths/${escape(template)}/${method.toLowerCase()}/responses/${answer.status}/content/${escape('application/json')}/schema`;
    const validate = schema(at);
    assert.ok(validate(body), `${name}: ${ajv.errorsText(validate.errors)} in ${text.slice(0, 500)}`);
  } else {
    assert.equal(answer.headers.get('content-type'), 'application/problem+json', name);
    const validate = schema('components/schemas/StructuredError');
    assert.ok(validate(body), `${name}: ${ajv.errorsText(validate.errors)}`);
    const { code, status, correlationId } = body as { code: string; status: number; correlationId: string };
    assert.equal(status, answer.status, name);
    assert.equal(correlationId, answer.headers.get('x-request-id'), name);
    assert.ok(
      [...ANYWHERE, 'FORBIDDEN', ...(operation['x-error-codes'] ?? [])].includes(code),
      `${name}: ${code} is not a code of the operation`,
    );
  }
  return { operationId: operation.operationId!, status: answer.status, body };
}
