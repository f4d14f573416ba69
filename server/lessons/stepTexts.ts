/** What the readers of one step's YAML share: its texts, its claims, and where mistakes go. */
import type { Claim } from './claim.ts'
import type { ClaimForm } from './claimForm.ts'
import { claimOf } from './claimForm.ts'
import { checkClaim } from './claimRules.ts'
import type { Mistakes, Place } from './mistakes.ts'
import type { Rules, Surroundings } from './proseRules.ts'
import type { StepForm } from './stepForm.ts'
import { readDocument, readText } from './texts.ts'
import type { YamlFile } from './yamlFile.ts'

type Path = readonly PropertyKey[]

export class StepReader {
  readonly yaml: YamlFile<StepForm>
  readonly mistakes: Mistakes
  readonly programs: readonly string[]
  readonly #around: Surroundings

  constructor(yaml: YamlFile<StepForm>, around: Surroundings, mistakes: Mistakes) {
    this.yaml = yaml
    this.mistakes = mistakes
    this.programs = Object.keys(yaml.value.programs)
    this.#around = around
  }

  error(path: Path, say: string): void {
    this.mistakes.error(this.yaml.place(...path), say)
  }

  /** A Markdown text as HTML, one paragraph without its `<p>`. */
  text(source: string, path: Path): string {
    return readText(source, this.#rules(path))
  }

  /** The same, each paragraph in its `<p>`. */
  document(source: string, path: Path): string {
    return readDocument(source, this.#rules(path))
  }

  #rules(path: Path): Rules {
    // Few texts have a mistake, and to find a place takes longer than to read most of them.
    const locate = (): Place => this.yaml.place(...path)
    return { around: this.#around, mistakes: this.mistakes, locate }
  }

  claim(form: ClaimForm, path: Path): Claim {
    const claim = claimOf(form)
    const { programs } = this.yaml.value
    const { mistakes } = this
    checkClaim(claim, { programs, mistakes, place: () => this.yaml.place(...path) })
    return claim
  }
}
