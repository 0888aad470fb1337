// all-relationships: every relationship, whole.
// access: read
// params: none
// rows:   doc STRING
MATCH (r:Relationship)
RETURN r.doc AS doc
