// count-entities: how many nodes of each kind there are.
// access: read
// params: none
// rows:   kind STRING, count INTEGER
MATCH (e:Entity)
RETURN e.kind AS kind, count(*) AS count
