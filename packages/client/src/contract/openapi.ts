import { runEventSchema } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import { problemsSchema } from './schemas.ts';

type Json = Record<string, unknown>;

/** The interface as an OpenAPI 3.1 document, derived from the table of routes. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Latentgraph', version, license: { name: 'MIT', identifier: 'MIT' } },
    security: [{ token: [] }, { cookie: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'latentgraph-PORT' },
      },
    },
    paths,
  };
}

function operation(name: string, route: Route): Json {
  return {
    operationId: name,
    summary: route.summary,
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: bodyContent(route.body) } }),
    responses: {
      ...success(route.response),
      default: {
        description: 'A refusal or a failure.',
        content: { 'application/json': { schema: jsonSchema(problemsSchema) } },
      },
    },
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema) as {
    readonly properties?: Record<string, Json>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: property,
  }));
}

function success(response: Route['response']): Json {
  if (response === 'nothing') return { 204: { description: 'Done.' } };
  if (response === 'events') {
    const content = { 'text/event-stream': { itemSchema: jsonSchema(runEventSchema) } };
    return { 200: { description: 'One event each time something happens; its id is its number.', content } };
  }
  return { 200: { description: 'Success.', content: bodyContent(response) } };
}

function bodyContent(body: z.ZodType | 'octets'): Json {
  if (body === 'octets') return { 'application/octet-stream': {} };
  return { 'application/json': { schema: jsonSchema(body) } };
}

/** `input`: what senders write, without the closed objects that intersections cannot have. */
function jsonSchema(schema: z.ZodType): Json {
  const { $schema, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    // Says that callers must not send it; here it only means that code does not change it.
    override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
  });
  return json;
}
