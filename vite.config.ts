/** Builds the page (client) and the server's bundle (with --ssr), serves the page in dev, lists the tests. */
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin, UserConfig } from 'vite'
import { transformWithOxc } from 'vite'
import { defineConfig } from 'vitest/config'
import type { TestProjectConfiguration } from 'vitest/config'

const project = import.meta.dirname

/** Writes `.br` and `.gz` beside each text file of the build, so that the server never compresses. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|html|svg|json)$/.test(name))
      await Promise.all(names.map((name) => compress(path.join(dir, name))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const plain = await fs.readFile(file)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    [constants.BROTLI_PARAM_LGWIN]: 24,
  }
  await fs.writeFile(`${file}.br`, await promisify(brotliCompress)(plain, { params }))
  await fs.writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }))
}

/** Tells the service worker what its build is: the document by its hash, and what to keep with it. */
function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    generateBundle: {
      // The document is made by Vite in this hook.
      order: 'post',
      async handler(_options, bundle) {
        const page = bundle['index.html']
        if (page?.type !== 'asset') return
        // The editor is kept once it was used: it is larger than all the rest.
        const files = Object.keys(bundle).filter(
          (name) => name.startsWith('assets/') && !/Monaco|editor\.worker|codicon/.test(name),
        )
        const build = {
          files: files.toSorted().map((name) => `/${name}`),
          document: createHash('sha256').update(page.source).digest('base64'),
        }
        const file = path.join(project, 'client/offline/worker.ts')
        const { code } = await transformWithOxc(await fs.readFile(file, 'utf8'), file)
        // Not among the assets: its address decides what it may answer, and must stay the same.
        const source = `const BUILD = ${JSON.stringify(build)}\n${code}`
        this.emitFile({ type: 'asset', fileName: 'sw.js', source })
      },
    },
  }
}

/** In dev the page comes from here and not from the server, which would give the visitor an identity. */
function identity(): Plugin {
  return {
    name: 'identity',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (!/\blearner=/.test(request.headers.cookie ?? '')) {
          const learner = randomBytes(16).toString('base64url')
          response.appendHeader('set-cookie', `learner=${learner}; Path=/; HttpOnly; SameSite=Lax`)
        }
        next()
      })
    },
  }
}

/** A door does nothing by itself: what a page takes through it brings nothing else of what lies behind. */
function doors(): Plugin {
  return {
    name: 'doors',
    transform: {
      filter: { id: /\/(client\/\w+|server\/protocol)\/index\.ts$/ },
      handler: (code) => ({ code, map: null, moduleSideEffects: false }),
    },
  }
}

/** Parts of Monaco that the page never opens, a third of its code: fetched, compiled and run before the first line is drawn. */
const UNUSED: readonly string[] = [
  'base/browser/markdownRenderer',
  'editor/browser/gpu/viewGpuContext',
  'editor/browser/viewParts/minimap/minimap',
  'editor/browser/viewParts/viewLinesGpu/viewLinesGpu',
  'editor/browser/widget/diffEditor/diffEditorWidget',
  'editor/browser/widget/multiDiffEditor/multiDiffEditorWidget',
  'editor/common/model/tokens/treeSitter/treeSitterSyntaxTokenBackend',
  'editor/common/services/editorWebWorker',
  'editor/standalone/browser/quickInput/standaloneQuickInputService',
  'platform/contextview/browser/contextMenuService',
  'platform/hover/browser/hoverService',
  'platform/list/browser/listService',
]

/** Monaco without them; in dev it is whole. */
function lean(): Plugin {
  const place = path.join(project, 'client/workbench/unused.js')
  const left = new Set(UNUSED)
  return {
    name: 'lean',
    apply: 'build',
    load: {
      filter: { id: /\/monaco-editor\/esm\/vs\// },
      handler(id) {
        const part = /\/monaco-editor\/esm\/vs\/(.+)\.js$/.exec(id)?.[1] ?? ''
        if (!UNUSED.includes(part)) return null
        left.delete(part)
        return `export * from ${JSON.stringify(place)}`
      },
    },
    buildEnd(error) {
      // Another Monaco has its parts elsewhere.
      if (error === undefined && left.size > 0) this.error(`Monaco has no ${[...left].join(', ')}`)
    },
  }
}

/** Chunks most of whose code runs at once, and whose bytes come while there is other work. */
const AT_ONCE = /^MonacoEditor$/

/** Has these compiled beside, while their bytes come, and not by the page's own thread at each function's first call. */
function compiledBeside(): Plugin {
  return {
    name: 'compiled-beside',
    apply: 'build',
    generateBundle: {
      // The browser looks for it in the first line, where Vite writes, too.
      order: 'post',
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === 'chunk' && AT_ONCE.test(chunk.name))
            chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
        }
      },
    },
  }
}

/** Parts that `later` draws on every step. */
const STEP =
  /client\/(console\/index|bar\/OwnTools|lab\/(Announcer|Limits|Notice|Written)|share\/index|workbench\/around|page\/(Elsewhere|Experiments|Panels|Splitter|Terms|Tried))\.tsx?$/

const page: UserConfig = {
  root: path.join(project, 'client'),
  plugins: [react(), doors(), lean(), compiledBeside(), offline(), precompress(), identity()],
  build: {
    outDir: path.join(project, 'build/client'),
    emptyOutDir: true,
    target: 'es2022',
    // The first that know light-dark(), which the page's colours are written with.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The editor is larger than the warning's limit and lazy on purpose.
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
    // Every browser that knows light-dark() knows modulepreload.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Two files instead of thirty small ones, which pack worse and wait for each other's connections:
        // what stands at once, and what each step asks for while its text is on its way.
        codeSplitting: {
          groups: [
            { name: 'page', tags: ['$initial'], priority: 2 },
            { name: 'step', test: STEP, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5177,
    // Another port would not be the one that was asked for, and the next one is the server's.
    strictPort: true,
    proxy: { '/api': 'http://localhost:5178', '/ws': { target: 'ws://localhost:5178', ws: true } },
  },
}

/** The studio's page, apart from the learners': no byte of it is in what `npm start` serves. */
const studio: UserConfig = {
  root: path.join(project, 'client/studio'),
  base: '/studio/',
  plugins: [react()],
  build: {
    outDir: path.join(project, 'build/studio'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
}

const server: UserConfig = {
  root: project,
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: path.join(project, 'build/server'),
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: path.join(project, 'server/main.ts'),
        lab: path.join(project, 'server/cli/lab.ts'),
      },
    },
  },
}

/** Folders whose tests start sandboxes or servers. */
const real = [
  'cli',
  'lab',
  'hands',
  'gateway',
  'progress',
  'proof',
  'studio',
  'test',
  'bench',
  'faults',
].map((name) => `server/${name}`)

/** What ends a wait in vain, and nothing else: a machine may be busy. */
const patient = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
}

const projects: TestProjectConfiguration[] = [
  {
    plugins: [react()],
    test: {
      ...patient,
      name: 'unit',
      include: ['{client,server,.ci}/**/*.test.{ts,tsx}'],
      exclude: ['client/e2e/**', '**/node_modules/**', ...real.map((name) => `${name}/**`)],
      // What they import takes longer than what they do.
      isolate: false,
      // They wait for nothing; by itself vitest leaves one core idle.
      maxWorkers: '100%',
    },
  },
  {
    test: {
      ...patient,
      name: 'server',
      include: real.map((name) => `${name}/**/*.test.ts`),
      // They wait more than they work: three files at a time on two cores, and within a file
      // the tests that say so themselves.
      maxWorkers: 3,
      maxConcurrency: 3,
      sequence: { groupOrder: 1 },
    },
  },
  {
    test: {
      ...patient,
      // A story is many steps, and a browser takes more of a machine than a lab.
      testTimeout: 300_000,
      name: 'e2e',
      include: ['client/e2e/**/*.test.ts'],
      // Each file has a server and a browser of its own.
      maxWorkers: 2,
      sequence: { groupOrder: 2 },
    },
  },
]

/** Set by `npm run fuzz`. */
const { FUZZ_CASES, FUZZ_SEED, FUZZ_LONG } = process.env
const fuzz = {
  ...(FUZZ_CASES === undefined ? {} : { cases: Number(FUZZ_CASES) }),
  ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
  long: FUZZ_LONG !== undefined,
}

export default defineConfig(({ isSsrBuild, mode }) => {
  if (process.env.VITEST !== undefined) return { test: { projects, provide: { fuzz } } }
  if (mode === 'studio') return studio
  return isSsrBuild === true ? server : page
})
