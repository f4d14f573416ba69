/** Vitest's JSON report, in which a failure also has what differed: its own words are cut before they say it. */
import { JsonReporter, type TestModule } from 'vitest/node'

declare module 'vitest' {
  interface TaskMeta {
    /** As vitest prints it, with colours. */
    diffs?: string[]
  }
}

export default class Reporter extends JsonReporter {
  override async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    for (const module of modules) {
      for (const test of module.children.allTests('failed')) {
        const { errors } = test.result()
        test.meta().diffs = errors?.flatMap(({ diff }) => diff ?? []) ?? []
      }
    }
    await super.onTestRunEnd(modules)
  }
}
