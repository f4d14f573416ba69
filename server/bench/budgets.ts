/** The speed budgets of the product, each with how its figure is made from what the bench measured. */

export type Figures = Readonly<Record<string, number>>

export interface Budget {
  readonly what: string
  /** The figure that is judged; undefined when a part could not be measured. */
  readonly figure: (f: Figures) => number | undefined
  readonly limit: number
  readonly unit: string
}

const ratio =
  (over: string, under: string) =>
  (f: Figures): number | undefined => {
    const [a, b] = [f[over], f[under]]
    return a === undefined || b === undefined ? undefined : a / b
  }
const plain =
  (key: string) =>
  (f: Figures): number | undefined =>
    f[key]
const difference =
  (over: string, under: string) =>
  (f: Figures): number | undefined => {
    const [a, b] = [f[over], f[under]]
    return a === undefined || b === undefined ? undefined : a - b
  }

/** Limits are the issue's: ratios to what one would use instead, measured in the same run. */
export const BUDGETS: readonly Budget[] = [
  {
    what: 'Run to first line, snippet that imports redis, of python3 snippet.py',
    figure: ratio('run snippet', 'python3 snippet.py'),
    limit: 1 / 12,
    unit: 'x',
  },
  {
    what: 'Run to first line, Django command, of manage.py',
    figure: ratio('run manage.py hello', 'python3 manage.py hello'),
    limit: 1 / 8,
    unit: 'x',
  },
  { what: 'lab for a new learner, warm', figure: plain('lab warm'), limit: 2, unit: 'ms' },
  {
    what: 'lab for a new learner, cold, of python3 snippet.py',
    figure: ratio('lab cold', 'python3 snippet.py'),
    limit: 1 / 4,
    unit: 'x',
  },
  {
    what: "PUBLISH to the other console's line in the client, above the raw pair",
    figure: difference('publish to console', 'publish to raw subscriber'),
    limit: 2,
    unit: 'ms',
  },
  {
    what: 'PUBLISH through the relay, above none',
    figure: difference('PUBLISH', 'PUBLISH, no relay'),
    limit: 0.1,
    unit: 'ms',
  },
  {
    what: 'flood of PUBLISH without the relay, of one through it',
    figure: ratio('flood, no relay', 'flood'),
    limit: 1 / 0.4,
    unit: 'x',
  },
  {
    what: 'a loop that computes while it is looked at, of one that is not',
    figure: ratio('loop', 'loop, no looks'),
    limit: 1.02,
    unit: 'x',
  },
  {
    what: 'first line beside a lab busy on every core, of one beside a quiet lab',
    figure: ratio('beside a busy lab', 'beside a quiet lab'),
    limit: 2,
    unit: 'x',
  },
  { what: 'idle lab, PSS among 50', figure: plain('idle lab MB'), limit: 7, unit: 'MB' },
  { what: '100 idle labs, of a core', figure: plain('100 idle labs CPU'), limit: 0.02, unit: 'x' },
  { what: 'tap, CPU of an event', figure: plain('tap event'), limit: 0.05, unit: 'ms' },
  {
    what: 'server, 20 labs at 50 events a second each, of a core',
    figure: plain('talking labs CPU'),
    limit: 0.5,
    unit: 'x',
  },
  { what: 'first page, JS + CSS', figure: plain('first page kB'), limit: 110, unit: 'kB gzip' },
  { what: 'editor with its worker', figure: plain('editor kB'), limit: 650, unit: 'kB brotli' },
  {
    what: 'editor usable after navigation',
    figure: plain('editor usable'),
    limit: 1000,
    unit: 'ms',
  },
  {
    what: 'editor usable after navigation, CPU slowed 4x',
    figure: plain('editor usable 4x'),
    limit: 2200,
    unit: 'ms',
  },
  {
    what: 'timeline, longest frame while 1,000 events/s arrive, 100,000 kept',
    figure: plain('timeline frame'),
    limit: 50,
    unit: 'ms',
  },
  {
    what: "PUBLISH to its delivery drawn in the page's timeline",
    figure: plain('publish to drawn'),
    limit: 80,
    unit: 'ms',
  },
  {
    what: 'lint of a step among 1,600, nothing kept',
    figure: plain('lint step'),
    limit: 8,
    unit: 'ms',
  },
  {
    what: 'start to first answer, 1,000 lessons that were read before',
    figure: plain('start, 1,000 lessons'),
    limit: 2000,
    unit: 'ms',
  },
  {
    what: 'memory of the server with 1,000 lessons, of one with 3',
    figure: ratio('server MB, 1,000 lessons', 'server MB, 3 lessons'),
    limit: 1.3,
    unit: 'x',
  },
  {
    what: 'the course in the page, 1,000 lessons',
    figure: plain('course kB, 1,000 lessons'),
    limit: 40,
    unit: 'kB',
  },
  {
    what: 'elements of the course page, 1,000 lessons',
    figure: plain('course nodes, 1,000 lessons'),
    limit: 1500,
    unit: '',
  },
  {
    what: 'the course page is drawn, 1,000 lessons, of 3',
    figure: ratio('course drawn, 1,000 lessons', 'course drawn, 3 lessons'),
    limit: 1.5,
    unit: 'x',
  },
  {
    what: 'a saved file to its being drawn in the studio',
    figure: plain('save to drawn'),
    limit: 300,
    unit: 'ms',
  },
  {
    what: 'a saved file to its being drawn in the studio, 1,000 lessons',
    figure: plain('save to drawn, 1,000 lessons'),
    limit: 300,
    unit: 'ms',
  },
]
