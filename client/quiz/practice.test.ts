/** What comes back when, and where it is found. */
import { describe, expect, it } from 'vitest'
import type { LessonView, QuestionView, Sheet } from '../../server/protocol/index.ts'
import { cardsOf, dueOf } from '../progress/index.ts'
import { gather } from './gather.ts'
import { forget, keep, recall } from './kept.ts'
import { review } from './schedule.ts'
import { whenInWords } from './whenInWords.ts'

const DAY = 24 * 60 * 60 * 1000
const NOON = new Date(2026, 5, 1, 12).getTime()

const question: QuestionView = {
  id: 'q',
  kind: 'single',
  idea: 'It',
  from: '01-a',
  askHtml: 'What?',
  hash: 'now',
  options: [{ key: 'k', html: 'yes' }],
}
const sheet: Sheet = {
  rule: { by: 'keys', of: ['k'], right: ['k'] },
  why: { k: 'So.' },
  worked: [],
  mistakes: [],
  check: '',
}
const kept = { lesson: '01-l', question, sheet, title: 'A' }
const card = { due: 5, last: 1, stability: 1, difficulty: 5, reps: 1, lapses: 0 }
const due = { lesson: '01-l', question: 'q', card }

describe('the schedule', () => {
  const days = (before: number, after: number) => whenInWords(after, before)

  it('brings a question back tomorrow when it was wrong, later when it was right', () => {
    expect(days(NOON, review(undefined, false, NOON).due)).toBe('tomorrow')
    expect(days(NOON, review(undefined, true, NOON).due)).toBe('in 3 days')
  })

  it('waits longer each time, and comes back soon after a miss', () => {
    const first = review(undefined, true, NOON)
    const second = review(first, true, first.due + DAY / 2)
    const third = review(second, true, second.due + DAY / 2)
    expect(second.due - second.last).toBeGreaterThan(2 * (first.due - first.last))
    expect(third.due - third.last).toBeGreaterThan(2 * (second.due - second.last))
    const missed = review(third, false, third.due + DAY / 2)
    expect(missed.due - missed.last).toBeLessThan(7 * DAY)
    expect(missed.lapses).toBe(1)
  })

  it('does not punish who comes late', () => {
    const first = review(undefined, true, NOON)
    const inTime = review(first, true, first.due + DAY / 2)
    const late = review(first, true, first.due + 30 * DAY)
    expect(late.due - late.last).toBeGreaterThanOrEqual(inTime.due - inTime.last)
  })

  it('is due from the morning of its day on, also for who answers after midnight', () => {
    const night = new Date(2026, 5, 2, 0, 20).getTime()
    expect(new Date(review(undefined, true, NOON).due).getHours()).toBe(4)
    expect(review(undefined, true, night).due).toBe(review(undefined, true, NOON).due)
    expect(days(night, review(undefined, false, night).due)).toBe('tomorrow')
  })
})

describe('what is due', () => {
  const entry = (key: string, value: unknown) => ({
    [key]: { key, at: 1, value: JSON.stringify(value) },
  })

  it('is found among what is kept, the oldest first', () => {
    const entries = {
      ...entry('card/01-l/later', { ...card, due: 20 }),
      ...entry('card/01-l/q', card),
      ...entry('card/01-l/older', { ...card, due: 2 }),
      ...entry('card/01-l/broken', { due: 1 }),
      ...entry('answer/01-l/q', {}),
    }
    expect(cardsOf(entries).map((one) => one.question)).toEqual(['older', 'q', 'later'])
    expect(dueOf(entries, 5).map((one) => one.question)).toEqual(['older', 'q'])
  })

  const lessonOf = (questions: QuestionView[]) =>
    new Map<string, LessonView>([
      [
        '01-l',
        {
          card: {
            id: '01-l',
            title: '',
            summary: '',
            minutes: 1,
            goals: [],
            steps: [],
            shape: [],
            questions: ['now'],
          },
          steps: [],
          questions,
        },
      ],
    ])

  it('is asked as the server has it, and judged by the kept sheet while that is of the same question', () => {
    const same = gather([due], { lessons: lessonOf([question]), recall: () => kept })
    expect(same.items).toMatchObject([{ question, sheet }])
    const edited = gather([due], {
      lessons: lessonOf([{ ...question, hash: 'edited' }]),
      recall: () => kept,
    })
    expect(edited.items[0]?.sheet).toBeUndefined()
    expect(edited.items[0]?.question.hash).toBe('edited')
  })

  it('is asked as it was kept while the server is away, else told as unreachable', () => {
    const away = { lessons: new Map([['01-l', undefined]]) }
    expect(gather([due], { ...away, recall: () => kept }).items).toEqual([kept])
    expect(gather([due], { ...away, recall: () => undefined })).toMatchObject({
      items: [],
      unreachable: 1,
    })
  })

  it('is gone when its lesson asks it no more', () => {
    const { items, gone } = gather([due], { lessons: lessonOf([]), recall: () => kept })
    expect([items, gone]).toEqual([[], [due]])
  })
})

describe('what is kept in the browser', () => {
  const storage = () => {
    const items: Record<string, string> = {}
    const methods = {
      getItem: (key: string) => items[key] ?? null,
      setItem: (key: string, value: string) => void (items[key] = value),
      removeItem: (key: string) => void delete items[key],
    }
    Object.defineProperties(
      items,
      Object.fromEntries(Object.entries(methods).map(([name, value]) => [name, { value }])),
    )
    return items as unknown as Storage
  }

  it('is recalled, and forgotten with its card', () => {
    const shelf = storage()
    keep(shelf, kept)
    expect(recall(shelf, '01-l', 'q')).toEqual(kept)
    forget(shelf, new Set(['01-l/q']))
    expect(recall(shelf, '01-l', 'q')).toEqual(kept)
    forget(shelf, new Set())
    expect(recall(shelf, '01-l', 'q')).toBeUndefined()
  })

  it('is not taken when it is not ours', () => {
    const shelf = storage()
    shelf.setItem('backchannel.practice/01-l/q', '{"lesson": 1}')
    expect(recall(shelf, '01-l', 'q')).toBeUndefined()
    shelf.setItem('backchannel.practice/01-l/q', 'nonsense')
    expect(recall(shelf, '01-l', 'q')).toBeUndefined()
  })
})
