/**
 * What the relay between programs and Redis costs: the same program in a lab with it and in one without,
 * where programs reach Redis itself. Both labs live side by side and take turns.
 */
import { openPool, type Lab, type LabPaths } from '../lab/index.ts'
import { interleave, type Spread } from './measure.ts'

/** Prints the median of so many round trips, in ms. */
const PUBLISH = `import redis, statistics, time
r = redis.Redis()
took = []
for _ in range(500):
    began = time.perf_counter_ns()
    r.publish("news", "hello")
    took.append(time.perf_counter_ns() - began)
print(statistics.median(took) / 1e6)
`

/** The machine's own, or what set-up has unpacked. Its last line ends with requests a second in quotes. */
const FLOOD = `export PATH=/usr/bin:/opt/system/usr/bin
export LD_LIBRARY_PATH=$(echo /opt/system/usr/lib/*-linux-gnu)
redis-benchmark -c 8 -n 20000 --csv PUBLISH news hello | tail -1 | cut -d '"' -f 4
`

/** Spreads of ms a PUBLISH, and of PUBLISH a second from eight connections that wait for each answer. */
export async function relayCost(
  paths: LabPaths,
  rounds: number,
): Promise<Record<'publish' | 'flood', Record<string, Spread>>> {
  const pools = await Promise.all(
    [true, false].map((relay) =>
      openPool({ paths, log: () => undefined, warm: 1, capacity: 1, relay }),
    ),
  )
  try {
    const labs = await Promise.all(pools.map((pool) => pool.take(() => undefined).lab))
    const [relayed, bare] = labs
    if (relayed === undefined || bare === undefined) throw new Error('a pool gave no lab')
    const publish = (lab: Lab) => () => figure(lab, ['python', 'publish.py'])
    const flood = (lab: Lab) => () => figure(lab, ['sh', 'flood.sh'])
    return {
      publish: await interleave(
        { 'PUBLISH, no relay': publish(bare), PUBLISH: publish(relayed) },
        rounds,
      ),
      flood: await interleave(
        { 'flood, no relay': flood(bare), flood: flood(relayed) },
        Math.ceil(rounds / 3),
      ),
    }
  } finally {
    await Promise.all(pools.map((pool) => pool.dispose()))
  }
}

/** The number that a run prints. */
function figure(lab: Lab, argv: readonly string[]): Promise<number> {
  const files = { 'publish.py': PUBLISH, 'flood.sh': FLOOD }
  let text = ''
  return new Promise((resolve, reject) => {
    lab.run(
      { dir: 'bench', files, argv, input: false, wallMs: 60_000 },
      {
        started: () => undefined,
        activity: () => undefined,
        output: (_, _stream, bytes) => (text += bytes.toString()),
        beat: () => undefined,
        ended: (_, reason) => {
          const value = Number(text)
          if (reason.type === 'exit' && value > 0) resolve(value)
          else reject(new Error(`${argv.join(' ')} ended (${reason.type}): ${text}`))
        },
      },
    )
  })
}
