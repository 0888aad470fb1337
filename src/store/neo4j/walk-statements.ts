import { int } from 'neo4j-driver'
import type { EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { type CypherText, cypher, EMPTY, join, name } from '../cypher-text.ts'
import type { Contested, ShortestPathQuestion, Through, Touching } from '../graph-store.ts'
import { Parameters } from '../parameters.ts'
import type { ActorWhere } from '../read-plan.ts'
import { CONTESTED } from './claims.ts'
import type { CompiledPlan } from './compile-plan.ts'
import { actorConditions, claimConditions, hopPattern, types, where } from './conditions.ts'

/** What an algorithm needs of an edge, as a list; see `EdgeStep`. */
const step = (edge: CypherText, evidence?: true): CypherText =>
  cypher`[${edge}.id, type(${edge}), startNode(${edge}).id, endNode(${edge}).id, ${edge}.earliest, ${edge}.latest, ${edge}.message, ${edge}.certainty${evidence ? cypher`, ${edge}.sources` : EMPTY}]`

/** One row `[step]` an edge. */
export function compileTouching({ ids, hops, limit, evidence, ...claims }: Touching): CompiledPlan {
  const parameters = new Parameters('p')
  const [node, edge] = [name('node'), name('edge')]
  const of = parameters.add(ids)
  const counted = claimConditions(edge, claims, parameters)
  const matches = hops.map((hop) => {
    const { pattern, conditions } = hopPattern(hop, node, edge, EMPTY)
    return join([cypher`MATCH ${pattern}`, where([...conditions, ...counted])])
  })
  const [only, ...others] = matches
  const each = matches.map((match) => cypher`${match}\nRETURN edge`)
  return {
    text: join([
      cypher`UNWIND ${of} AS id`,
      cypher`MATCH (node:Entity {id: id})`,
      only && others.length === 0 ? only : cypher`CALL (node) {\n${join(each, '\nUNION ALL\n')}\n}`,
      cypher`WITH DISTINCT edge`,
      cypher`ORDER BY edge.id LIMIT ${parameters.add(int(limit + 1))}`,
      cypher`RETURN ${step(edge, evidence)} AS step`,
    ]),
    parameters: parameters.values,
  }
}

/** One row `[step]` an edge; each kind by its own index of messages. */
export function compileThrough({ messages, kinds, limit, evidence }: Through): CompiledPlan {
  const found = kinds.map(
    (kind) => cypher`UNWIND $messages AS message
MATCH ()-[edge:${types([kind])} {message: message}]->()
RETURN edge`,
  )
  return {
    text: cypher`CALL () {\n${join(found, '\nUNION ALL\n')}\n}
WITH DISTINCT edge
ORDER BY edge.id LIMIT $limit
RETURN ${step(name('edge'), evidence)} AS step`,
    parameters: { messages: [...new Set(messages)], limit: int(limit + 1) },
  }
}

/** One row `[step]` an edge: one index has the contested claims of all kinds. */
export const compileContested = ({ kinds, limit }: Contested): CompiledPlan => ({
  text: cypher`CALL db.index.fulltext.queryRelationships('edge_doubts', $contested) YIELD relationship AS edge
WHERE type(edge) IN $kinds
WITH edge ORDER BY edge.id LIMIT $limit
RETURN ${step(name('edge'), true)} AS step`,
  parameters: { contested: CONTESTED, kinds, limit: int(limit + 1) },
})

/** One row `id` an actor for whom the filter does not hold. */
export function compileActorsOutside(ids: readonly string[], filter: ActorWhere): CompiledPlan {
  const parameters = new Parameters('p')
  const holds = actorConditions(filter, name('node'), parameters)
  return {
    text: join([
      cypher`UNWIND ${parameters.add(ids)} AS id`,
      cypher`MATCH (node:Entity {id: id})`,
      // What a node does not have makes a condition null, and null is not true.
      cypher`WHERE node:Actor AND NOT coalesce(${join([cypher`true`, ...holds], ' AND ')}, false)`,
      cypher`RETURN id`,
    ]),
    parameters: parameters.values,
  }
}

/** One row `id, degree` an entity that is there. */
export const compileDegrees = (ids: readonly string[], kinds: readonly EdgeKind[]): CompiledPlan => ({
  text: cypher`UNWIND $ids AS id
MATCH (node:Entity {id: id})
RETURN id, COUNT { (node)-[:${types(kinds)}]-() } AS degree`,
  parameters: { ids },
})

/** One row `steps` a path. Lengths are part of the text, since Neo4j takes no parameter there: 1 to 30. */
export function compileShortestPaths(question: ShortestPathQuestion): CompiledPlan {
  const { from, to, hop, maxLength, avoid, all, limit } = question
  const parameters = new Parameters('p')
  const edge = name('edge')
  const steps = cypher`[:${types(hop.kinds)}*1..${name(String(maxLength))}]`
  const pattern =
    hop.direction === 'OUT'
      ? cypher`(a)-${steps}->(b)`
      : hop.direction === 'IN'
        ? cypher`(a)<-${steps}-(b)`
        : cypher`(a)-${steps}-(b)`
  const conditions = [
    ...claimConditions(edge, question, parameters).map(
      (counts) => cypher`all(edge IN relationships(path) WHERE ${counts})`,
    ),
    ...(avoid.length > 0
      ? [cypher`none(node IN nodes(path) WHERE node.id IN ${parameters.add(avoid)})`]
      : []),
  ]
  const order = cypher`ORDER BY [at IN range(0, length(path) - 1) | [nodes(path)[at + 1].id, relationships(path)[at].id]]`
  return {
    text: join([
      cypher`MATCH (a:Entity {id: ${parameters.add(from)}})`,
      cypher`MATCH (b:Entity {id: ${parameters.add(to)}})`,
      cypher`MATCH path = ${all ? cypher`allShortestPaths` : cypher`shortestPath`}(${pattern})`,
      where(conditions),
      all ? cypher`WITH path ${order} LIMIT ${parameters.add(int(limit + 1))}` : EMPTY,
      cypher`RETURN [edge IN relationships(path) | ${step(edge)}] AS steps`,
    ]),
    parameters: parameters.values,
  }
}
