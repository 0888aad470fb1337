import { BadInput, LimitExceeded } from '../errors.ts'

/** Checks a number that an argument gives or has. @throws BadInput below the least, LimitExceeded above the most */
export function within(argument: string, value: number, least: number, most: number): void {
  if (value < least) throw new BadInput(argument, `is at least ${least}, not ${value}`)
  if (value > most) throw new LimitExceeded(`${argument}: is at most ${most}, ${value} was asked for`)
}
