// One project per kind of suite; `npm test -- unit` and friends select them.
// jose and strip-bom are published as ES modules only, which jest on Node 20 cannot load as they are.
const transform = {
  '\\.(ts|tsx|js|mjs)$': [
    '@swc/jest',
    {
      jsc: { target: 'es2023', parser: { syntax: 'typescript', tsx: true } },
      module: { type: 'commonjs' },
    },
  ],
};
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testEnvironment: 'node',
  testMatch,
  transform,
  transformIgnorePatterns: ['/node_modules/(?!(jose|strip-bom)/)', '<rootDir>/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  ...more,
});

module.exports = {
  // A test that hangs ends; how busy the machine is decides no test.
  testTimeout: 60_000,
  projects: [
    project('unit', [
      '<rootDir>/tests/{architecture,docs,domain,activities,cards,config,use-cases,simulators,web-unit,infra}/**/*.test.{ts,tsx}',
    ]),
    project('server', ['<rootDir>/tests/{adapters,api,bot,relay,contracts,commands}/**/*.test.ts']),
    project('workflows', ['<rootDir>/tests/{workflows,replay}/**/*.test.ts']),
    project('e2e', ['<rootDir>/tests/e2e/**/*.test.ts']),
    project('web', ['<rootDir>/tests/web/**/*.test.ts']),
  ],
};
