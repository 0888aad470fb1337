// relationships-with: the relationships in whose stored text another stands: the id of a source that they cite.
// access: read
// params: $text STRING as JSON
// rows:   doc STRING
MATCH (r:Relationship)
WHERE r.doc CONTAINS $text
RETURN r.doc AS doc
