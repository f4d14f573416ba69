/** A page that can't be shown: what is wrong in one sentence, and the way on. */
import { TopBar } from '../bar/index.ts'
import { LabLine } from '../lab/index.ts'
import style from './Trouble.module.css'

export function Trouble({ say }: { say: string }) {
  return (
    <>
      <TopBar where={<b>Not here</b>}>
        <LabLine />
      </TopBar>
      <main className={style.trouble}>
        <h1>{say}</h1>
        <p>
          <a href="/">To the course</a>
        </p>
      </main>
    </>
  )
}
