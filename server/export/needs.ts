/** Which Python packages a lesson's programs need, and their pins. Pure. */
import type { Lesson } from '../lessons/index.ts'

/** What is imported, and what must be installed for it. */
const groups = [
  { module: 'redis', packages: ['redis'] },
  { module: 'django', packages: ['Django', 'asgiref', 'sqlparse'] },
  { module: 'gunicorn', packages: ['gunicorn'] },
] as const

/** Modules that the lesson's files import or its commands name. */
export function modulesOf({ steps }: Lesson): string[] {
  const texts = steps.flatMap(({ files, exercise }) => [
    ...Object.values(files),
    ...Object.values(exercise?.solution ?? {}),
  ])
  const words = steps.flatMap(({ programs }) => programs.flatMap(({ argv }) => argv))
  return groups
    .map(({ module }) => module)
    .filter((module) => {
      const imported = new RegExp(`^\\s*(?:import|from)\\s+${module}\\b`, 'm')
      return words.includes(module) || texts.some((text) => imported.test(text))
    })
}

/** `requirements.txt` of the lesson: our pins, without their hashes, which name only what our labs install. */
export function requirementsOf(modules: readonly string[], pinned: string): string {
  const pins = new Map(
    [...pinned.matchAll(/^([\w-]+)==([\w.]+)/gm)].map(([, name = '', version = '']) => [
      name,
      version,
    ]),
  )
  const lines = groups
    .filter(({ module }) => modules.includes(module))
    .flatMap(({ packages }) => packages.map((name) => `${name}==${pins.get(name) ?? ''}`))
  return `# What the programs of this lesson import.\n${lines.map((line) => `${line}\n`).join('')}`
}
