import { createServer } from 'node:http'
import { Neo4jGraphQL } from '@neo4j/graphql'
import { createYoga } from 'graphql-yoga'
import { driverOf, listen } from './common.ts'

/** Parley's model as far as the workloads go, in @neo4j/graphql's terms, over the graph as Parley stores it. */
const typeDefs = /* GraphQL */ `
  type Person @node(labels: ["Person", "Entity"]) {
    id: ID!
    name: String!
    sent: [Message!]! @relationship(type: "SENT", direction: OUT)
    received: [Message!]! @relationship(type: "ADDRESSED_TO", direction: IN)
  }

  type Message @node(labels: ["Message", "Entity"]) {
    id: ID!
    name: String!
    date: String
    earliest: BigInt
    senders: [Person!]! @relationship(type: "SENT", direction: IN)
    addressees: [Person!]! @relationship(type: "ADDRESSED_TO", direction: OUT)
  }
`

const driver = driverOf()
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema()
const yoga = createYoga({
  schema,
  context: () => ({ sessionConfig: { defaultAccessMode: 'READ' } }),
  graphqlEndpoint: '/graphql',
  graphiql: false,
  landingPage: false,
  cors: false,
  multipart: false,
  batching: false,
  logging: false,
})
listen(createServer((request, response) => void yoga(request, response)))
