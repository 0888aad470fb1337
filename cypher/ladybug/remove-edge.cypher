// remove-edge: removes a relationship of one kind.
// access: write
// params: $from STRING, $to STRING, $id STRING
// rows:   none
MATCH (a:Entity {id: $from})-[r:EDGE_KIND]->(b:Entity {id: $to})
WHERE r.id = $id
DELETE r
