// relationships: relationships by id, whole.
// access: read
// params: $ids LIST<STRING>
// rows:   doc STRING; one a relationship that is there
UNWIND $ids AS k
MATCH (r:Relationship)
WHERE r.id = k
RETURN r.doc AS doc
