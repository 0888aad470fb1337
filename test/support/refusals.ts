import { ParleyError } from '../../src/errors.ts'

/** What an error that its reader may see says. @throws where none comes, or another kind of error */
export async function refusalIn(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof ParleyError) return error.message
    throw error
  }
  throw new TypeError('an error was expected')
}
