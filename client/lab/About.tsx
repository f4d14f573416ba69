/** Under the lab's line: versions, limits before they are met, and a fresh lab. */
import { useState } from 'react'
import { Button } from '../ui/index.ts'
import { useFacts, useSession } from '../session/index.ts'
import type { LabState } from '../../server/protocol/index.ts'
import style from './About.module.css'

export function About({ lab, close }: { lab: LabState; close: () => void }) {
  const open = useFacts(({ unsandboxed }) => unsandboxed)
  if (lab.type !== 'ready') {
    return (
      <p>
        {open ? 'The sandbox is off: your lab is this machine, ' : 'Your lab is a private machine '}
        with a Redis of its own. It opens with the first Run.
      </p>
    )
  }
  const packages = Object.entries(lab.packages).map(([name, version]) => `${name} ${version}`)
  return (
    <>
      <h2 className={style.title}>Your lab</h2>
      <p className={style.versions}>
        {[`Python ${lab.python}`, `Redis ${lab.redis}`, ...packages].join(', ')}. Redis answers on
        localhost:6379
        {lab.sandboxed ? ', for you alone. There is no other network.' : ' of this machine.'}
      </p>
      {lab.sandboxed ? null : (
        <p className={style.versions}>
          <b>The sandbox is off.</b> Programs run with the rights of the server, and reach its files
          and its network.
        </p>
      )}
      <table className={style.limits}>
        <caption>Limits</caption>
        <tbody>
          {lab.limits.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{row.value}</td>
              <td>{row.say}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Fresh close={close} />
    </>
  )
}

/** Asks once more before everything in the lab goes. */
function Fresh({ close }: { close: () => void }) {
  const session = useSession()
  const [sure, setSure] = useState(false)
  const fresh = () => {
    void session.ask({ type: 'freshLab' })
    close()
  }
  return (
    <div className={style.fresh}>
      {sure ? (
        <>
          <Button onClick={fresh}>End all and open a fresh lab</Button>
          <Button look="bare" onClick={() => setSure(false)}>
            Not now
          </Button>
        </>
      ) : (
        <Button onClick={() => setSure(true)}>Fresh lab</Button>
      )}
      <p>
        {sure
          ? 'Your code, answers and place are kept. Programs end; Redis and written files are emptied.'
          : 'Another lab, with an empty Redis.'}
      </p>
    </div>
  )
}
