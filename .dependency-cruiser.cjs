// The import table: who may know whom. `why` is what a person reads when a rule is broken.

/** Everything matching `from` may import, of our own code, only what matches one of `allowed`. */
const only = (name, why, from, allowed) => ({
  name,
  comment: why,
  severity: 'error',
  from: { path: from, pathNot: TEST },
  to: { path: '^(src|e2e|bench|interop)/', pathNot: allowed },
})
// Tests, and what reads their fixtures.
const TEST = '(\\.test|/fixtures/[^/]+)\\.ts$'
const SHARED = '^src/shared/'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one thing: move what both need to a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'found',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'fixtures-for-tests',
      comment: 'Fixtures are for tests: the app does not carry them.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: '/fixtures/' },
    },
    only('shared-alone', 'shared is known by both sides, so it may know neither.', SHARED, [
      SHARED,
    ]),
    {
      name: 'shared-packages',
      comment: 'shared goes into every process: the schema library and nothing else.',
      severity: 'error',
      from: { path: SHARED, pathNot: TEST },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' },
    },
    only(
      'protocol-alone',
      'protocol is pure and serves every process: it knows only itself.',
      '^src/protocol/',
      ['^src/protocol/'],
    ),
    {
      name: 'protocol-pure',
      comment: 'protocol turns bytes into values: no socket, timer, file, Electron or package.',
      severity: 'error',
      from: { path: '^src/protocol/', pathNot: TEST },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    only(
      'main-modules',
      'A module of main knows shared, protocol/dji and the log; it declares the few methods it needs of others itself, and app.ts hands them over.',
      '^src/main/([^/]+)/',
      ['^src/main/$1/', '^src/main/log/', SHARED, '^src/protocol/dji/'],
    ),
    only('main-log', 'The log is used by all of main, so it knows none of it.', '^src/main/log/', [
      '^src/main/log/',
      SHARED,
    ]),
    only(
      'main-entry',
      'index.ts only chooses which program this process is.',
      '^src/main/index\\.ts$',
      ['^src/main/app\\.ts$', '^src/simulator/'],
    ),
    only(
      'main-app',
      'app.ts, and site.ts for what runs while a site does, know every module of main, and only of main.',
      '^src/main/(app|(running-)?site|broker-links)\\.ts$',
      ['^src/main/', SHARED, '^src/protocol/dji/'],
    ),
    only(
      'main-top',
      'Only app.ts knows the modules of main: files beside it are small things it uses.',
      '^src/main/(?!(app|index|site|site-profile|running-site|broker-links)\\.ts)[^/]+\\.ts$',
      ['^src/main/[^/]+\\.ts$', '^src/main/log/', SHARED, '^src/protocol/dji/'],
    ),
    {
      name: 'app-is-the-top',
      comment: 'app.ts is the start-up list: nothing but the entry starts it.',
      severity: 'error',
      from: { pathNot: '^src/main/(index\\.ts$|app\\.)' },
      to: { path: '^src/main/app\\.ts$' },
    },
    only(
      'media-without-control',
      'The media process carries pictures and knows nothing of docks.',
      '^src/media/',
      ['^src/media/', SHARED, '^src/protocol/(?!dji/)'],
    ),
    only(
      'preload-thin',
      'The preload passes names through; the contract is all it knows.',
      '^src/preload/',
      ['^src/preload/', SHARED],
    ),
    only(
      'bridge-thin',
      'The bridge is the one file that touches the preload; it knows the contract.',
      '^src/renderer/bridge\\.ts$',
      [SHARED],
    ),
    {
      name: 'bridge-only',
      comment: 'Everything else of the renderer asks main through bridge.ts.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/preload/' },
    },
    only('ui-alone', 'ui is looks: it knows neither docks nor texts.', '^src/renderer/ui/', [
      '^src/renderer/ui/',
    ]),
    only(
      'i18n-low',
      'Texts know the things they name, and nothing on the screen.',
      '^src/renderer/i18n/',
      ['^src/renderer/i18n/', SHARED],
    ),
    only(
      'renderer-features',
      'Features stand side by side: shared, bridge, ui and i18n, but not each other. The wall puts them together.',
      '^src/renderer/(demo|fleet|live|player|settings)/',
      ['^src/renderer/$1/', SHARED, '^src/renderer/bridge\\.ts$', '^src/renderer/(ui|i18n)/'],
    ),
    only('renderer-wall', 'The wall puts fleet, live and player together.', '^src/renderer/wall/', [
      '^src/renderer/(wall|fleet|live|player|ui|i18n)/',
      '^src/renderer/bridge\\.ts$',
      SHARED,
    ]),
    only(
      'renderer-inside',
      'The renderer is a web page: main and protocol are on the other side of the bridge.',
      '^src/renderer/',
      ['^src/renderer/', SHARED],
    ),
    {
      name: 'renderer-is-a-page',
      comment: 'A sandboxed page has neither Node nor Electron.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: TEST },
      to: { path: '^(node_modules/(electron|electron-log|mqtt|aedes)/|electron$)' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'A sandboxed page has no Node.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'simulator-outside',
      'The simulator stands for docks: it knows what goes over the wire and nothing of Dockwall.',
      '^src/simulator/',
      ['^src/simulator/', '^src/protocol/'],
    ),
    only(
      'outside-in',
      'Tests and figures look at the app from outside; docks are simulated.',
      '^(e2e|bench)/',
      ['^(e2e|bench)/', '^src/simulator/', SHARED],
    ),
    only(
      'interop-media',
      'Interop runs the media process against what others have built.',
      '^interop/',
      ['^interop/', '^bench/', '^e2e/nginx-rtmp\\.ts$', '^src/media/', SHARED],
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.vue', '.js', '.json'],
    },
  },
}
