/** Files that programs of this step wrote in the lab: seen and downloaded. */
import { useState } from 'react'
import { Download, Files } from 'lucide-react'
import { fileUrl } from '../connection/index.ts'
import { Popover } from '../ui/index.ts'
import { amount, useSession } from '../session/index.ts'
import type { LabFile } from '../../server/protocol/index.ts'
import style from './Written.module.css'

interface WrittenProps {
  lesson: string
  step: string
}

export function Written(props: WrittenProps) {
  return (
    <Popover
      name="Files that your programs wrote"
      label={
        <>
          <Files size={15} strokeWidth={1.75} aria-hidden="true" />
          <span className={style.label}>Written</span>
        </>
      }
    >
      {() => <List {...props} />}
    </Popover>
  )
}

function List({ lesson, step }: WrittenProps) {
  const session = useSession()
  const [files, setFiles] = useState<readonly LabFile[]>()
  const [asked, setAsked] = useState(false)
  const load = async () => {
    const answer = await session.ask({ type: 'listFiles', lesson, step })
    setFiles(answer.type === 'files' ? answer.files : [])
  }
  if (!asked) {
    setAsked(true)
    void load()
  }
  return (
    <>
      <h2 className={style.title}>Files that your programs wrote</h2>
      {files === undefined || files.length === 0 ? (
        <p className={style.none}>
          {files === undefined ? 'Asking the lab.' : 'None yet. They last as long as the lab.'}
        </p>
      ) : (
        <ul className={style.list}>
          {files.map(({ path, size }) => (
            <li key={path}>
              <a href={fileUrl(lesson, step, path)} download>
                <Download size={14} strokeWidth={1.75} aria-hidden="true" />
                {path}
              </a>
              <span>{amount(size)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
