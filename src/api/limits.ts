import { BadInput, LimitExceeded } from '../errors.ts'

/**
 * Takes a number, or the length of a list, only between two bounds, both included.
 * @throws BadInput below the first, LimitExceeded above the second
 */
export function within(argument: string, value: number, least: number, most: number): void {
  if (value < least) throw new BadInput(argument, `is at least ${least}, not ${value}`)
  if (value > most) throw new LimitExceeded(`${argument}: is at most ${most}, ${value} was asked for`)
}
