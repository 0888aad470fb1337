// count-entities: how many nodes of each kind there are.
// access: read
// params: none
// rows:   kind STRING, count INTEGER
MATCH (node:Entity)
RETURN node.kind AS kind, count(*) AS count
