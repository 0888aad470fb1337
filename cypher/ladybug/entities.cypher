// entities: nodes by id, whole.
// access: read
// params: $ids LIST<STRING>
// rows:   doc STRING; one a node that is there
UNWIND $ids AS k
MATCH (e:Entity)
WHERE e.id = k
RETURN e.doc AS doc
