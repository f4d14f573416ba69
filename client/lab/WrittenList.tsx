/** The files that programs of a step wrote, asked for when the list is opened. */
import { useState } from 'react'
import { Download } from 'lucide-react'
import { fileUrl } from '../connection/index.ts'
import { amount, useSession } from '../session/index.ts'
import type { LabFile } from '../../server/protocol/index.ts'
import type { WrittenProps } from './Written.tsx'
import style from './WrittenList.module.css'

export function WrittenList({ lesson, step }: WrittenProps) {
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
