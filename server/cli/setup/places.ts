/** Where the project keeps what it installs and builds; every path is absolute. */
import path from 'node:path'

/** The project's folder: this file lies in server/cli/setup. */
export const project = path.resolve(import.meta.dirname, '../../..')

export const places = {
  /** redis-py and Django, mounted read-only in each lab. */
  python: path.join(project, 'var/python'),
  /** Debian packages unpacked here when we may not install them. */
  system: path.join(project, 'var/system'),
  /** The browser tests' Chromium, and what it needs, when we may not install it. */
  chromium: path.join(project, 'var/chromium'),
  /** The learners' progress, kept by the playground's own Redis. */
  progress: path.join(project, 'var/progress'),
  /** apt's private state, pip's wheel: can be deleted at any time. */
  scratch: path.join(project, 'var/setup'),
  requirements: path.join(import.meta.dirname, 'requirements.txt'),
  build: path.join(project, 'build'),
} as const

/** The interpreter that labs run; the system's own, so that it can be mounted with /usr. */
export const python3 = '/usr/bin/python3'

/** Labs run as this user when the server was started as root. */
export const labUser = 64001

/** A path as it was typed: from where that was, for npm runs us in our own folder. */
export const typed = (file: string): string => path.resolve(process.env.INIT_CWD ?? '', file)
