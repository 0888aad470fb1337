// remove-entities: removes nodes; the relationships that touch them are removed beside.
// access: write
// params: $ids LIST<STRING>
// rows:   none
UNWIND $ids AS k
MATCH (e:Entity)
WHERE e.id = k
DELETE e
