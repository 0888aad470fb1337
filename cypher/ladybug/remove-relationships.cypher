// remove-relationships: removes relationships.
// access: write
// params: $ids LIST<STRING>
// rows:   none
UNWIND $ids AS k
MATCH (r:Relationship)
WHERE r.id = k
DELETE r
