import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the browser is; null where none can be had: then the run says so, and the tests of pages are left out. */
    chromium: string | null
  }
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Finds the browser for the tests of pages, and installs it where this runs as root on a system with apt-get. */
export default function setup(project: TestProject): void {
  const found = inPath(NAMES) ?? installed()
  if (found === null) {
    const told =
      'There is no Chromium here. Install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.'
    if (process.env.CI) throw new Error(told)
    console.error(
      `\n${'!'.repeat(80)}\n${told}\nTHE TESTS OF PAGES ARE LEFT OUT OF THIS RUN.\n${'!'.repeat(80)}\n`,
    )
  }
  project.provide('chromium', found)
}

function inPath(names: readonly string[]): string | null {
  const { CHROMIUM_PATH, PATH = '' } = process.env
  const folders = PATH.split(delimiter).filter((folder) => folder !== '')
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return (CHROMIUM_PATH ? [CHROMIUM_PATH] : places).find(isProgram) ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installed(): string | null {
  if (process.getuid?.() !== 0 || inPath(['apt-get']) === null) return null
  const aptGet = (...args: readonly string[]): void => {
    execFileSync('apt-get', args, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  aptGet('update')
  aptGet('install', '--yes', '--no-install-recommends', 'chromium')
  return inPath(NAMES)
}
