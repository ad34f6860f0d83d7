import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';

/** What the preview is compared with: Fastify alone, parsing the same body and serialising the same answer. */
const [, , port, answerFile] = process.argv;
const answer = JSON.parse(readFileSync(answerFile!, 'utf8')) as object;

const app = fastify();
app.post('/v1/recommendations/preview', (_request, reply) => reply.send(answer));
await app.listen({ port: Number(port), host: '127.0.0.1' });
process.send?.('listening');
