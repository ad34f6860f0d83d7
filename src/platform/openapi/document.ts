import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { enumDescription, listMeanings } from './enum-property.js';
import { sortKeys } from './sort-keys.js';
import { ProblemDto } from '../http/problem.dto.js';
import { titleOf } from '../http/problem.js';
import { TAGS } from './tags.js';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;

const DESCRIPTION = `Given the market as of a close, the Fed, yields and the dollar: how should this client's
equity be split between IWM, MDY, SPY and QQQ, and why?

- Weights are integer basis points that sum to 10000 with cash. Money is a decimal string.
- Dates are NYSE sessions (\`YYYY-MM-DD\`); instants are RFC 3339 with \`Z\`.
- Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`; \`errors\` names each bad field.
- Lists are \`{data, nextCursor, hasMore}\`; pass \`nextCursor\` back as \`cursor\`.
- Send \`If-Match\` with the \`ETag\` last seen on \`PATCH\` and \`DELETE\`: 428 without, 412 where it is stale.`;

/**
 * The OpenAPI 3.0 document of the application, keys sorted, so that the same routes give the same bytes.
 * Throws where two operations share an id or an operation has no tag of `TAGS`.
 */
export function buildOpenApiDocument(
  app: INestApplication,
  scopeMeanings: Readonly<Record<string, string>>,
): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Allocation Advisor')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addServer('/', 'this installation')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'aa_live_<id>_<secret>',
        description: `An API key. What a key may do is listed in its scopes:\n${listMeanings(scopeMeanings)}`,
      },
      'apiKey',
    )
    .addGlobalResponse({
      status: 'default',
      description: 'Any other refusal or failure; `code` says which. 503 while the database is away.',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
    });
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  const config = builder.build();
  config.info.license = { name: 'Proprietary' };
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_controller, method) => method,
    extraModels: [ProblemDto],
  });
  describeEnums(document);
  for (const { operation } of operationsOf(document)) describeAnswers(operation);
  assertOperations(document);
  return sortKeys(document);
}

function describeEnums(document: OpenAPIObject): void {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    const description = enumDescription(name);
    if (description !== undefined) Object.assign(schema, { description });
  }
}

/** An answer that says nothing of itself is described by its status. */
function describeAnswers({ responses }: OperationObject): void {
  for (const [status, response] of Object.entries(responses)) {
    if (response && 'description' in response) response.description ||= titleOf(Number(status));
  }
}

function assertOperations(document: OpenAPIObject): void {
  const seen = new Map<string, string>();
  for (const { route, operation } of operationsOf(document)) {
    const { operationId: id = '', tags = [] } = operation;
    const other = seen.get(id);
    if (other !== undefined) throw new Error(`${route} and ${other} share the operation id "${id}"`);
    seen.set(id, route);
    const [tag = ''] = tags;
    if (tags.length !== 1 || !Object.hasOwn(TAGS, tag)) {
      throw new Error(`${route} needs exactly one of the tags in tags.ts`);
    }
  }
}

function operationsOf({ paths }: OpenAPIObject): { route: string; operation: OperationObject }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ route: `${method.toUpperCase()} ${path}`, operation }] : [];
    }),
  );
}
