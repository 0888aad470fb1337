// all-entities: every node, whole.
// access: read
// params: none
// rows:   doc STRING
MATCH (e:Entity)
RETURN e.doc AS doc
