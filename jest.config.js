// Nest 12 is ESM only and Jest cannot require() ES modules on Node 20: everything, dependencies
// included, is transformed to CommonJS (docs/adr/0002-esm-sources-and-jest.md).
const swc = (typescript) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: typescript ? { syntax: 'typescript', decorators: true } : { syntax: 'ecmascript' },
      transform: typescript ? { legacyDecorator: true, decoratorMetadata: true } : {},
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': swc(true), '^.+\\.m?js$': swc(false) },
  transformIgnorePatterns: ['/node_modules/@swc/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  ...extra,
});

const database = {
  globalSetup: '<rootDir>/test/support/start-database.ts',
  globalTeardown: '<rootDir>/test/support/stop-database.ts',
};

export default {
  // Tests on a database or in a browser wait for other processes; a busy machine is no failure.
  testTimeout: 30_000,
  projects: [
    project('unit', ['<rootDir>/src/**/*.spec.ts', '<rootDir>/sample/**/*.spec.ts']),
    project('integration', ['<rootDir>/test/integration/**/*.spec.ts'], database),
    project('e2e', ['<rootDir>/test/e2e/**/*.spec.ts'], database),
    project('real-data', ['<rootDir>/test/real-data/**/*.spec.ts'], database),
    project('browser', ['<rootDir>/test/browser/**/*.spec.ts'], database),
  ],
};
