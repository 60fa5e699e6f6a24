/** The OpenAPI document as the page shows it: each route with its fields and its answers. */
import { z } from 'zod';
import { routeMethods } from '#lib/contract/route.ts';
import { type Components, type JsonSchema, jsonSchema, resolve, schemaText } from './schemaText.ts';

export interface Field {
  name: string;
  in: 'path' | 'query';
  description: string;
  /** For people: `integer, 10–100000`. */
  type: string;
  required: boolean;
  defaultValue: string | undefined;
  /** What there is to choose from, where it is a choice. */
  options: string[];
  example: string;
  format: 'instant' | 'date' | 'other';
}

export interface Answer {
  status: string;
  description: string;
  schema: string;
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  tag: string;
  summary: string;
  description: string;
  fields: Field[];
  /** JSON that can be sent, and what it may hold. */
  body: { example: string; schema: string } | undefined;
  answers: Answer[];
}

const json = z.object({ schema: jsonSchema, example: z.unknown().optional() });
const content = z.record(z.string(), json);
const operation = z.object({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query']),
        description: z.string().default(''),
        required: z.boolean().default(false),
        example: z.string().optional(),
        schema: jsonSchema,
      }),
    )
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content })),
});
type Written = z.infer<typeof operation>;

const written = z.object({
  info: z.object({ version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.partialRecord(z.enum(routeMethods), operation)),
  components: z.object({ schemas: z.record(z.string(), jsonSchema) }),
});

/** @param document an OpenAPI document as `openApiDocument()` makes it. */
export function readDocument(document: unknown) {
  const { info, tags, paths, components } = written.parse(document);
  const order = tags.map((tag) => tag.name);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, its]) =>
      its ? [read(method.toUpperCase(), path, its, components.schemas)] : [],
    ),
  );
  operations.sort((a, b) => order.indexOf(a.tag) - order.indexOf(b.tag));
  return { ...info, operations };
}

function read(method: string, path: string, its: Written, components: Components): Operation {
  const body = its.requestBody && contentOf(its.requestBody);
  return {
    id: its.operationId,
    method,
    path,
    tag: its.tags[0],
    summary: its.summary,
    description: its.description,
    fields: its.parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      // Their Markdown is not rendered here.
      description: parameter.description.replaceAll('`', ''),
      required: parameter.required,
      ...readField(resolve(parameter.schema, components), parameter.example),
    })),
    body: body && {
      example: JSON.stringify(body.example ?? {}, null, 2),
      schema: schemaText(body.schema, components),
    },
    answers: Object.entries(its.responses).map(([status, answer]) => ({
      status,
      description: answer.description,
      schema: schemaText(contentOf(answer).schema, components),
    })),
  };
}

/** The first of the types that a body or an answer comes in; the others have the same schema. */
function contentOf(written: { content: z.infer<typeof content> }): z.infer<typeof json> {
  return Object.values(written.content)[0] ?? { schema: {} };
}

function readField(schema: JsonSchema, example = schema.example) {
  const type = [schema.type ?? 'string'].flat().join(' or ');
  const isDate = schema.pattern?.startsWith('^\\d{4}-\\d{2}-\\d{2}$') ?? false;
  const format: Field['format'] =
    schema.format === 'date-time' ? 'instant' : isDate ? 'date' : 'other';
  return {
    type: `${{ instant: 'ISO 8601 time', date: 'date', other: type }[format]}${range(schema)}`,
    format,
    defaultValue: schema.default === undefined ? undefined : String(schema.default),
    options: (schema.enum ?? []).map(String),
    example: example === undefined ? '' : String(example),
  };
}

function range({ minimum, maximum }: JsonSchema): string {
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (minimum !== undefined && most !== undefined) return `, ${minimum}–${most}`;
  if (minimum !== undefined) return `, from ${minimum}`;
  return most === undefined ? '' : `, up to ${most}`;
}
