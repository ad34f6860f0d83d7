/** The dependency rules of docs/ARCHITECTURE.md. Paths are whole words: no rule allows or forbids by wildcard. */

const MODULE = '^src/modules/([^/]+)/';
const GENERATED = '^src/platform/database/generated/';
const SPEC = '\\.spec\\.ts$';

/** What a module may offer to others: its Nest module, services, decorators, and the types these speak of. */
const PUBLIC_PARTS = [
  '\\.(module|service|decorator|dto|query)\\.ts$',
  '^src/modules/auth/(api-key|caller|scopes)\\.ts$',
  '^src/modules/accounts/account\\.ts$',
  '^src/modules/firms/firm-creation\\.ts$',
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: { pathNot: GENERATED },
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'src/domain imports itself and, for hashes, node:crypto.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: SPEC },
      to: { pathNot: ['^src/domain/', '^(node:)?crypto$'] },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'The platform serves modules. The OpenAPI export boots the application, so it may know it.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: [SPEC, '^src/platform/openapi/export\\.ts$'] },
      to: { path: ['^src/modules/', '^src/entry/', '^src/app\\.', '^src/main\\.ts$'] },
    },
    {
      name: 'modules-know-no-way-in',
      comment: 'Modules import the domain, the platform and other modules.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: SPEC },
      to: {
        path: ['^src/entry/', '^src/app\\.', '^src/main\\.ts$', '^(sample|prisma|test|bench)/'],
        pathNot: '^sample/sample-market\\.ts$',
      },
    },
    {
      name: 'other-modules-by-their-services',
      comment: "Nothing imports a sibling's repository, mapper, controller or inner parts.",
      severity: 'error',
      from: { path: MODULE, pathNot: SPEC },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', ...PUBLIC_PARTS] },
    },
    {
      name: 'controllers-delegate',
      comment: 'controller → service → repository or domain function.',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: ['\\.repository\\.ts$', '\\.mapper\\.ts$', '^src/platform/database/'] },
    },
    {
      name: 'repositories-are-leaves',
      comment: 'A repository knows rows, not who asks for them.',
      severity: 'error',
      from: { path: '\\.repository\\.ts$' },
      to: { path: '\\.(controller|service)\\.ts$' },
    },
    {
      name: 'prisma-client-in-its-place',
      comment: 'The generated client is imported by the database platform, repositories and mappers alone.',
      severity: 'error',
      from: {
        path: '^(src|sample|prisma)/',
        pathNot: [GENERATED, '^src/platform/database/[^/]+\\.ts$', '\\.(repository|mapper)\\.ts$'],
      },
      to: { path: [GENERATED, '^node_modules/@prisma/'] },
    },
    {
      name: 'axios-in-providers',
      comment: 'HTTP to the outside is an adapter behind a port.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/modules/[^/]+/providers/' },
      to: { path: '^node_modules/axios/' },
    },
    {
      name: 'sources-know-no-tests',
      comment: 'What is shipped imports neither tests nor benchmarks.',
      severity: 'error',
      from: { path: '^(src|sample|prisma)/', pathNot: SPEC },
      to: { path: ['^(test|bench)/', SPEC] },
    },
    {
      name: 'no-dev-dependency-in-sources',
      comment: 'What is shipped runs on `dependencies` alone.',
      severity: 'error',
      from: { path: '^(src|sample|prisma)/', pathNot: [SPEC, GENERATED] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: GENERATED + '.+/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
