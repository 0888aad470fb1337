// entities-with: the nodes in whose stored text another stands: an identifier, the id of a source that they cite.
// access: read
// params: $text STRING as JSON
// rows:   doc STRING
MATCH (e:Entity)
WHERE e.doc CONTAINS $text
RETURN e.doc AS doc
