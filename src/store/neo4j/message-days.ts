import { type CypherText, cypher, join, name } from '../cypher-text.ts'
import { Parameters } from '../parameters.ts'
import { DAY_MS, LAST_INSTANT, type MessageWhere } from '../read-plan.ts'
import { type CompiledPlan, messages } from './compile-plan.ts'
import { where } from './conditions.ts'

const LAST = name(String(LAST_INSTANT))
const DAY = name(String(DAY_MS))
const LAST_DAY = name(String(LAST_INSTANT / DAY_MS))

/**
 * The day of an instant, null where that is open or missing. Division of integers goes toward zero, so days are counted
 * from the beginning of time, where none is negative, and then taken back to 1970.
 */
const day = (instant: CypherText): CypherText =>
  cypher`CASE WHEN -${LAST} < ${instant} < ${LAST} THEN (${instant} + ${LAST}) / ${DAY} - ${LAST_DAY} ELSE null END`

/** One row `first, last, count` a pair of days: see `DayCount`. */
export function compileMessageDays(filter: MessageWhere): CompiledPlan {
  const parameters = new Parameters('p')
  const { match, conditions } = messages(filter, name('root'), parameters)
  return {
    text: join([
      match,
      where(conditions),
      cypher`WITH DISTINCT root`,
      cypher`RETURN ${day(cypher`root.earliest`)} AS first, ${day(cypher`root.latest`)} AS last, count(*) AS count`,
    ]),
    parameters: parameters.values,
  }
}
