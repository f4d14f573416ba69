/** Questions: judged by the server, with nothing of the answer in what the page is shown. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeCourse } from './course.fixture.ts'
import type { TemporaryCourse } from './course.fixture.ts'
import type { Lesson } from './lesson.ts'
import { loadCourse } from './load.ts'
import { optionKey } from './quiz.ts'

let course: TemporaryCourse
let lesson: Lesson | undefined
beforeEach(async () => {
  course = await writeCourse()
  lesson = (await loadCourse(course.root)).lessons[0]
})
afterEach(() => course.remove())

describe('a question', () => {
  test('is shown with its options and without what is right or why', () => {
    expect(lesson?.view.questions).toEqual([
      {
        id: 'what',
        idea: 'What it does',
        from: '02-run',
        askHtml: '<p>What does it print?</p>',
        options: [
          { key: optionKey('what', 'hello'), html: 'hello' },
          { key: optionKey('what', 'Nothing'), html: 'Nothing' },
        ],
      },
    ])
  })

  test('is judged with the reason of every option and the explanation', () => {
    const explained = {
      rightKey: optionKey('what', 'hello'),
      why: {
        [optionKey('what', 'hello')]: 'It does.',
        [optionKey('what', 'Nothing')]: 'It prints one line.',
      },
      worked: ['It runs.'],
      mistakes: ['Not running it.'],
      check: 'Did it run?',
    }
    expect(lesson?.judge('what', optionKey('what', 'hello'))).toEqual({ right: true, ...explained })
    expect(lesson?.judge('what', optionKey('what', 'Nothing'))).toEqual({
      right: false,
      ...explained,
    })
  })

  test('has no verdict on an option or a question that is not there', () => {
    expect(lesson?.judge('what', 'nonsense')).toBeUndefined()
    expect(lesson?.judge('when', optionKey('what', 'hello'))).toBeUndefined()
    expect(lesson?.judge('toString', 'constructor')).toBeUndefined()
  })

  test('gives the same words another key in another question', () => {
    expect(optionKey('what', 'hello')).not.toBe(optionKey('when', 'hello'))
  })
})
