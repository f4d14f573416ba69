/** A server whose supervisors and Redis run an attack's code, as if somebody had taken them over: for tests alone. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Edit } from './ablations.ts'

const supervisor = 'server/lab/supervisor/supervisor.py'
const broker = 'server/lab/supervisor/broker.py'
const limits = 'server/lab/limits.ts'

/** Run by the process that becomes Redis, confined as Redis is; tells what it finds through Redis. */
const IN_REDIS = path.join(import.meta.dirname, 'template/redis-taken-over.inside.py')

/** Code named `inside.py` among a run's files is the supervisor's; such a run has three seconds. */
export function takenOver(): readonly Edit[] {
  // Where the text is a string of JSON, it is one of Python as well.
  const code = JSON.stringify(readFileSync(IN_REDIS, 'utf8'))
  const redis = '        os.execve(config.broker_program,'
  const run = '        number = int(message["run"])\n        limits = self.nest.config.limits\n'
  const inside =
    '        if message["files"].get("inside.py"):\n' +
    '            return exec(message["files"]["inside.py"], {"supervisor": self, "message": message})\n'
  return [
    { file: supervisor, from: run, to: inside + run },
    {
      file: broker,
      from: redis,
      to: `        if os.fork() == 0:\n            os.execve("/usr/bin/python3", ["python3", "-c", ${code}], environment)\n${redis}`,
    },
    {
      file: 'server/lab/supervisedLab.ts',
      from: '      wallMs: spec.wallMs,\n',
      to: "      wallMs: spec.files['inside.py'] ? 3_000 : spec.wallMs,\n",
    },
    { file: limits, from: '  overdueMs: 5_000,\n', to: '  overdueMs: 500,\n' },
  ]
}
