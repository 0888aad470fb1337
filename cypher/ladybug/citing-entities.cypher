// citing-entities: the nodes that cite a source.
// access: read
// params: $line STRING the source's id between line feeds
// rows:   id STRING
MATCH (e:Entity)
WHERE e.sourceLines CONTAINS $line
RETURN e.id AS id
