// put-edges: creates or replaces relationships of one kind by id; one whose ends have changed moves. Both ends exist.
// access: write
// params: $edges LIST<MAP> {from, to STRING ids of nodes, properties MAP with id}
// rows:   none
// try:    :param {edges: [{from: 'x', to: 'y', properties: {id: 'met-with:x:y'}}]}
UNWIND $edges AS edge
OPTIONAL MATCH ()-[known:EDGE_KIND {id: edge.properties.id}]->()
WITH edge, known,
  known IS NOT NULL AND startNode(known).id = edge.from AND endNode(known).id = edge.to AS stays
FOREACH (old IN CASE WHEN known IS NOT NULL AND NOT stays THEN [known] ELSE [] END | DELETE old)
FOREACH (old IN CASE WHEN stays THEN [known] ELSE [] END | SET old = edge.properties)
WITH edge, stays
WHERE NOT stays
MATCH (from:Entity {id: edge.from})
MATCH (to:Entity {id: edge.to})
CREATE (from)-[new:EDGE_KIND]->(to)
SET new = edge.properties
