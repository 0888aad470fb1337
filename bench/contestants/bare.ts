import { createServer, type IncomingMessage } from 'node:http'
import neo4j from 'neo4j-driver'
import { driverOf, listen } from './common.ts'

/** One statement a workload, as a patient person would write it: one row, `answer`, in the shape that Parley answers. */
const STATEMENTS: Readonly<Record<string, string>> = {
  node: `
MATCH (p:Entity {id: $id}) WHERE p:Person
RETURN {id: p.id, name: p.name} AS answer`,
  three: `
MATCH (p:Entity {id: $id}) WHERE p:Person
CALL (p) {
  MATCH (p)-[:SENT]->(m)
  WITH m ORDER BY m.earliest, m.id LIMIT 10
  CALL (m) {
    MATCH (m)-[:ADDRESSED_TO]->(a)
    WITH a ORDER BY a.id
    RETURN collect({id: a.id, name: a.name}) AS addressees
  }
  RETURN collect({id: m.id, name: m.name, date: {edtf: m.date}, addressees: addressees}) AS sent
}
RETURN {name: p.name, sent: {nodes: sent}} AS answer`,
  five: `
MATCH (p:Entity {id: $id}) WHERE p:Person
CALL (p) {
  MATCH (p)-[:SENT]->(m)
  WITH m ORDER BY m.earliest, m.id LIMIT 10
  CALL (m) {
    MATCH (m)-[:ADDRESSED_TO]->(a)
    WITH a ORDER BY a.id
    CALL (a) {
      MATCH (a)<-[:ADDRESSED_TO]-(r)
      WITH r ORDER BY r.earliest, r.id LIMIT 5
      CALL (r) {
        MATCH (r)<-[:SENT]-(s)
        WITH s ORDER BY s.id
        CALL (s) {
          MATCH (s)-[:SENT]->(t)
          WITH t ORDER BY t.earliest, t.id LIMIT 3
          RETURN collect({name: t.name}) AS last
        }
        RETURN collect({id: s.id, name: s.name, sent: {nodes: last}}) AS senders
      }
      RETURN collect({id: r.id, name: r.name, senders: senders}) AS received
    }
    RETURN collect({id: a.id, name: a.name, received: {nodes: received}}) AS addressees
  }
  RETURN collect({id: m.id, name: m.name, date: {edtf: m.date}, addressees: addressees}) AS sent
}
RETURN {name: p.name, sent: {nodes: sent}} AS answer`,
}

const driver = driverOf()

async function answer(statement: string, id: string): Promise<unknown> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ })
  try {
    const { records } = await session.run(statement, { id })
    return records[0]?.get('answer') ?? null
  } finally {
    await session.close()
  }
}

async function bodyOf(request: IncomingMessage): Promise<{ readonly id: string }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly id: string }
}

async function reply(request: IncomingMessage): Promise<string> {
  const statement = STATEMENTS[(request.url ?? '/').slice(1)]
  if (!statement) throw new Error(`no statement for ${request.url}`)
  const { id } = await bodyOf(request)
  return JSON.stringify({ data: { actor: await answer(statement, id) } })
}

listen(
  createServer((request, response) => {
    reply(request).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  }),
)
