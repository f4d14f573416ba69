/** Who may import whom. A line that nothing uses is as wrong as an import that no line allows. */

/**
 * Unit to what it may import beside its own files. A folder stands for its door, `index.ts`; a file
 * for itself; `node:*` for Node's own modules but those that start processes; anything else is a package.
 */
export const table: Readonly<Record<string, readonly string[]>> = {
  'server/protocol': ['zod/mini'],

  // Siblings that never meet.
  'server/lab': ['server/protocol', 'zod/mini', 'node:*'],
  'server/lab/process.ts': ['node:child_process'],
  'server/lessons': [
    'server/protocol',
    'rehype-highlight',
    'rehype-sanitize',
    'rehype-stringify',
    'remark-gfm',
    'remark-parse',
    'remark-rehype',
    'unified',
    'yaml',
    'zod/mini',
    'node:*',
  ],
  'server/progress': ['server/protocol', 'ioredis', 'zod/mini', 'node:*'],
  'server/progress/process.ts': ['node:child_process'],
  'server/progress/contract.ts': ['vitest'],

  'server/hands': ['server/protocol', 'ioredis', 'zod/mini', 'node:*'],
  'server/tap': ['server/protocol', 'node:*'],
  'server/tap/decoders.test.ts': ['fast-check'],
  'server/tap/model.test.ts': ['fast-check'],

  'server/session': [
    'server/protocol',
    'server/hands',
    'server/lab',
    'server/lessons',
    'server/tap',
    'node:*',
  ],
  'server/gateway': ['server/protocol', 'server/lessons', 'server/session', 'express', 'node:*'],
  'server/gateway/ws.ts': ['ws'],
  'server/gateway/gateway.test.ts': ['server/app.ts', 'ws'],
  'server/config.ts': ['zod/mini', 'node:*'],
  'server/config.test.ts': ['server/config.ts'],
  'server/app.ts': [
    'server/gateway',
    'server/lab',
    'server/lessons',
    'server/progress',
    'server/session',
    'node:*',
  ],
  'server/main.ts': [
    'server/app.ts',
    'server/config.ts',
    'server/lab',
    'server/lessons',
    'server/progress',
    'node:net',
  ],

  'server/cli': [
    'server/config.ts',
    'server/lab',
    'server/lab/start.ts',
    'server/lessons',
    'server/session',
    'server/protocol',
    'server/tap',
    'playwright-core',
    'zod/mini',
    'node:*',
    'node:child_process',
  ],
  'server/test': [
    'server/config.ts',
    'server/lab',
    'server/lab/start.ts',
    'server/lessons',
    'server/protocol',
    'server/session',
    'server/tap',
    'ws',
  ],
  'server/bench': [
    'server/cli/setup/build.ts',
    'server/cli/setup/chromium.ts',
    'server/cli/setup/main.ts',
    'server/cli/setup/places.ts',
    'server/cli/setup/python.ts',
    'server/cli/setup/system.ts',
    'server/config.ts',
    'server/lab',
    'server/protocol',
    'playwright-core',
    'ws',
    'node:*',
    'node:child_process',
  ],

  'client/connection': ['server/protocol', 'react', 'zustand'],
  'client/ui': ['react', 'react-dom', 'lucide-react'],
  // What features show: the session's facts, and what is kept for tomorrow.
  'client/session': ['client/connection', 'server/protocol', 'react', 'zustand'],
  'client/progress': ['client/connection', 'server/protocol', 'react', 'zod/mini', 'zustand'],

  // Features never meet.
  'client/app': [
    'client/connection',
    'client/session',
    'client/ui',
    'server/protocol',
    'lucide-react',
    'react',
  ],
  'client/bar': ['client/progress', 'client/ui', 'lucide-react', 'react'],
  'client/console': ['client/session', 'client/ui', 'server/protocol', 'lucide-react', 'react'],
  'client/reader': ['client/ui', 'server/protocol', 'react', 'lucide-react'],
  'client/workbench': [
    'client/progress',
    'client/session',
    'client/ui',
    'server/protocol',
    'lucide-react',
    'monaco-editor',
    'react',
  ],
  'client/broker': [
    'client/connection',
    'client/progress',
    'client/session',
    'client/ui',
    'server/protocol',
    'lucide-react',
    'react',
  ],
  'client/course': ['client/progress', 'client/ui', 'server/protocol', 'lucide-react', 'react'],
  'client/heartbeat': ['client/session', 'client/ui', 'server/protocol'],
  'client/lab': [
    'client/connection',
    'client/session',
    'client/ui',
    'server/protocol',
    'lucide-react',
    'react',
  ],
  'client/timeline': [
    'client/connection',
    'client/session',
    'client/ui',
    'server/protocol',
    'd3-scale',
    'd3-selection',
    'd3-zoom',
    'lucide-react',
    'react',
  ],
  'client/quiz': ['client/progress', 'client/session', 'client/ui', 'server/protocol', 'react'],

  // Pages put features side by side.
  'client/page': [
    'client/app',
    'client/bar',
    'client/broker',
    'client/connection',
    'client/console',
    'client/course',
    'client/heartbeat',
    'client/lab',
    'client/progress',
    'client/quiz',
    'client/reader',
    'client/session',
    'client/timeline',
    'client/ui',
    'client/workbench',
    'server/protocol',
    'lucide-react',
    'react',
  ],
  'client/App.tsx': [
    'client/connection',
    'client/lab',
    'client/page',
    'client/progress',
    'client/session',
    'react',
  ],
  'client/main.tsx': [
    'client/App.tsx',
    'client/connection',
    'client/progress',
    'client/session',
    'client/theme.css',
    'client/ui',
    'react',
    'react-dom',
  ],
  'client/e2e': ['axe-core', 'playwright-core'],

  '.ci': ['server/lessons', 'node:*'],
}

/** What any test may import beside what its unit may. */
export const forTests: readonly string[] = [
  'vitest',
  'node:*',
  'node:child_process',
  'server/config.ts',
  'server/test',
]

/** Sentences for imports that have a proper way round. */
export const instead: Readonly<Record<string, string>> = {
  ws: 'only one file in server/gateway speaks WebSocket: go through its door',
  'monaco-editor': 'only client/workbench imports Monaco: use its Workbench component',
  'node:child_process':
    'processes are started by server/lab/process.ts, one file of server/progress, and server/cli',
}
