// citing-entities: the nodes in which a text stands; among them are all that cite the source of that id.
// access: read
// params: $text STRING the source's id as JSON
// rows:   doc STRING
MATCH (e:Entity)
WHERE e.doc CONTAINS $text
RETURN e.doc AS doc
