// edges-through: the relationships of some kinds that happened through a message, whole.
// access: read
// params: $message STRING
// rows:   doc STRING
MATCH ()-[r:EDGE_KIND]->()
WHERE r.message = $message
RETURN r.doc AS doc
