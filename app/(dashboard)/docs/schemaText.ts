/** A JSON schema as short text that reads like a TypeScript type, with descriptions as comments. */
import { z } from 'zod';

/** As much of JSON Schema as the OpenAPI document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  default?: unknown;
  example?: unknown;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
}

export const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    default: z.unknown().optional(),
    example: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    items: jsonSchema.optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), jsonSchema]).optional(),
    oneOf: z.array(jsonSchema).optional(),
    anyOf: z.array(jsonSchema).optional(),
  }),
);

export type Components = Record<string, JsonSchema>;

/** The schema that a reference stands for, or the schema itself. */
export function resolve(schema: JsonSchema, components: Components): JsonSchema {
  if (!schema.$ref) return schema;
  return components[schema.$ref.replace('#/components/schemas/', '')] ?? {};
}

/** Such as `{\n  id: integer,  // The run’s number\n}`; references are written out in place. */
export function schemaText(schema: JsonSchema, components: Components, indent = ''): string {
  const whole = resolve(schema, components);
  const inner = (part: JsonSchema) => schemaText(part, components, indent);
  const choices = whole.oneOf ?? whole.anyOf;
  if (choices) return [...new Set(choices.map(inner))].join(' | ');
  if (whole.const !== undefined) return JSON.stringify(whole.const);
  if (whole.enum) return whole.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (whole.type === 'array') return list(inner(whole.items ?? {}));
  if (whole.type === 'object') return objectText(whole, components, indent);
  return [whole.type ?? 'anything'].flat().join(' | ');
}

function list(item: string): string {
  return / \| /.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
}

function objectText(schema: JsonSchema, components: Components, indent: string): string {
  const deeper = `${indent}  `;
  const lines = Object.entries(schema.properties ?? {}).map(([name, part]) => {
    const mark = schema.required?.includes(name) ? '' : '?';
    const { description, items } = resolve(part, components);
    const about = description ?? items?.description;
    const comment = about ? `  // ${about}` : '';
    return `${deeper}${name}${mark}: ${withComment(schemaText(part, components, deeper), comment)}`;
  });
  const { additionalProperties: others } = schema;
  if (typeof others === 'object') {
    lines.push(`${deeper}[name]: ${schemaText(others, components, deeper)}`);
  }
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

/** A comment stands behind the first line, where the reader meets the name. */
function withComment(text: string, comment: string): string {
  const firstLine = text.indexOf('\n');
  return firstLine < 0
    ? text + comment
    : text.slice(0, firstLine) + comment + text.slice(firstLine);
}
