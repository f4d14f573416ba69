/** Who may import whom. A line that nothing uses is as wrong as an import that no line allows. */

/**
 * Unit to what it may import beside its own files. A folder stands for its door, `index.ts`; a file
 * for itself; `node:*` for Node's own modules but those that start processes; anything else is a package.
 */
export const table: Readonly<Record<string, readonly string[]>> = {
  'server/protocol': ['zod/mini'],
  'server/lab': ['server/protocol', 'zod/mini', 'node:*'],
  'server/lab/process.ts': ['node:child_process'],
  'server/lessons': ['server/protocol', 'zod/mini', 'node:*'],
  'server/cli': ['zod/mini', 'node:*', 'node:child_process'],
  'server/bench': ['server/protocol', 'playwright-core', 'ws', 'node:*', 'node:child_process'],
  '.ci': ['node:*'],
}

/** What any test may import beside what its unit may. */
export const forTests: readonly string[] = ['vitest', 'node:*', 'node:child_process', 'server/test']

/** Sentences for imports that have a proper way round. */
export const instead: Readonly<Record<string, string>> = {
  ws: 'only one file in server/gateway speaks WebSocket: go through its door',
  'monaco-editor': 'only client/workbench imports Monaco: use its Workbench component',
  'node:child_process':
    'processes are started by server/lab/process.ts, one file of server/progress, and server/cli',
}
