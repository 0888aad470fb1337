// citing-relationships: the relationships in which a text stands; among them are all that cite the source of that id.
// access: read
// params: $text STRING the source's id as JSON
// rows:   doc STRING
MATCH (r:Relationship)
WHERE r.doc CONTAINS $text
RETURN r.doc AS doc
