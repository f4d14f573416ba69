/**
 * What the relay between programs and Redis costs: the same program in a lab with it and in one without,
 * where programs reach Redis itself. Both labs live side by side and take turns.
 */
import type { Lab, LabPaths } from '../lab/index.ts'
import { figure, withLabs } from './figure.ts'
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
export function relayCost(
  paths: LabPaths,
  rounds: number,
): Promise<Record<'publish' | 'flood', Record<string, Spread>>> {
  return withLabs(paths, [{}, { relay: false }], async ([relayed, bare]) => {
    if (relayed === undefined || bare === undefined) throw new Error('a pool gave no lab')
    const publish = (lab: Lab) => () => figure(lab, 'publish.py', PUBLISH)
    const flood = (lab: Lab) => () => figure(lab, 'flood.sh', FLOOD)
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
  })
}
